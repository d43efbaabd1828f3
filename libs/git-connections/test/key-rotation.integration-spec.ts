import { newId } from '@amplication/contracts';
import { connectionsSchema, createDatabase, type DatabaseHandle } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { eq, sql } from 'drizzle-orm';
import { KeyRing } from '../src/keys/key-ring';
import { Harness, type Row } from './harness';

const { connection } = connectionsSchema;

let harness: Harness;
/** What another process does to the rows meanwhile. */
let other: DatabaseHandle;
beforeAll(async () => {
  harness = await Harness.start();
  other = createDatabase(harness.testDatabase.url);
}, 60_000);
afterAll(async () => {
  await other?.close();
  await harness?.stop();
});
beforeEach(() => harness.reset());

const NEW_KEY = `k2:${Buffer.alloc(32, 7).toString('base64')}`;
const oldRing = () => KeyRing.parse(harness.keys);
/** Seals with the new key, and opens what either has sealed. */
const newRing = () => KeyRing.parse(`${NEW_KEY},${harness.keys}`);
const rotateKeys = () => harness.gitConnections({ keys: newRing() }).rotateKeys();

/** The tokens of a row in the clear, if the new key alone opens them. */
async function readWithNewKey(id: string) {
  const { accessToken, refreshToken } = await harness.row(id);
  const ring = KeyRing.parse(NEW_KEY);
  return [accessToken, refreshToken].map((sealed) => ring.open(sealed ?? '', id));
}

/** As many connections, and no others, whose tokens are `a0` and `r0`, `a1` and `r1`, and so on. */
async function fill(count: number, ring: KeyRing): Promise<string[]> {
  const model = await harness.row(await harness.connect('alice'));
  await harness.database.db.delete(connection);
  const rows = Array.from({ length: count }, (_, index) => {
    const id = newId();
    return {
      ...model,
      id,
      workspaceId: newId(),
      accessToken: ring.seal(`a${index}`, id),
      refreshToken: ring.seal(`r${index}`, id),
    };
  });
  await harness.database.db.insert(connection).values(rows);
  return rows.map(({ id }) => id);
}

it('seals all tokens again while they are used and refreshed', async () => {
  const users = ['alice', 'bob'];
  const ids = await Promise.all(
    users.flatMap((user) => Array.from({ length: 4 }, () => harness.connect(user, newId()))),
  );
  const ring = newRing();
  const rotator = harness.gitConnections({ keys: ring });
  let isRotated = false;
  const load = ids.map(async (id) => {
    // Every process knows both keys before the rotation begins; half of them still seal with the old one.
    const gitConnections =
      ids.indexOf(id) % 2
        ? harness.gitConnections({ keys: ring })
        : harness.gitConnections({ keys: KeyRing.parse(`${harness.keys},${NEW_KEY}`) });
    while (!isRotated)
      await gitConnections.accessToken(id, { refused: await gitConnections.accessToken(id) });
    return gitConnections.accessToken(id);
  });
  for (let round = 0; round < 5; round++) await rotator.rotateKeys();
  isRotated = true;
  await Promise.all(load);
  expect((await rotator.rotateKeys()).unreadable).toEqual([]);

  const onlyNew = harness.gitConnections({ keys: KeyRing.parse(NEW_KEY) });
  for (const id of ids) {
    const row = await harness.row(id);
    expect(row.accessToken).toMatch(/^k2\./);
    expect(row.refreshToken).toMatch(/^k2\./);
    await expect(onlyNew.accessToken(id, { refused: await onlyNew.accessToken(id) })).resolves.toEqual(
      expect.any(String),
    );
  }
}, 60_000);

it('reaches every row, however many there are, and seals none a second time', async () => {
  const ids = await fill(201, oldRing());
  expect(await rotateKeys()).toEqual({ sealed: 201, unreadable: [] });
  for (const [index, id] of ids.entries())
    expect(await readWithNewKey(id)).toEqual([`a${index}`, `r${index}`]);
  const before = await harness.database.db.select().from(connection).orderBy(connection.id);
  expect(await rotateKeys()).toEqual({ sealed: 0, unreadable: [] });
  expect(await harness.database.db.select().from(connection).orderBy(connection.id)).toEqual(before);
});

it.each(['accessToken', 'refreshToken'] as const)(
  'seals a row again of which only the %s is sealed with the old key',
  async (token) => {
    const [id = ''] = await fill(1, newRing());
    await harness.change(id, { [token]: oldRing().seal('old', id) });
    expect(await rotateKeys()).toEqual({ sealed: 1, unreadable: [] });
    expect(await readWithNewKey(id)).toContain('old');
  },
);

it('has nothing to seal in a connection without tokens', async () => {
  const [id = ''] = await fill(1, oldRing());
  await harness.change(id, { status: 'disconnected', accessToken: null, refreshToken: null });
  expect(await rotateKeys()).toEqual({ sealed: 0, unreadable: [] });
});

describe('names what no key opens, goes on with the rest, and leaves it as it was:', () => {
  const foreign = KeyRing.parse(`gone:${Buffer.alloc(32, 1).toString('base64')}`);
  it.each([
    ['sealed with a key that is gone', (id: string) => foreign.seal('x', id)],
    ['sealed for another connection', () => newRing().seal('x', newId())],
    ['not the form of a sealed text', () => 'nonsense'],
  ])('%s', async (_what, seal) => {
    for (const token of ['accessToken', 'refreshToken'] as const) {
      const [first = '', lost = '', last = ''] = await fill(3, oldRing());
      await harness.change(lost, { [token]: seal(lost) });
      const before = await harness.row(lost);
      expect(await rotateKeys()).toEqual({ sealed: 2, unreadable: [lost] });
      expect(await readWithNewKey(first)).toEqual(['a0', 'r0']);
      expect(await readWithNewKey(last)).toEqual(['a2', 'r2']);
      expect(await harness.row(lost)).toEqual(before);
    }
  });
});

describe('a row that changes between being read and being written', () => {
  /** Rotates while the row of `id` is held by another process, which then changes what `change` says. */
  async function rotateAround(id: string, change: () => Promise<unknown>, values: Partial<Row>) {
    let rotated: Promise<unknown> = Promise.resolve();
    await other.db.transaction(async (tx) => {
      await tx.update(connection).set(values).where(eq(connection.id, id));
      rotated = rotateKeys();
      await waitFor(async () => {
        const { rows } = await tx.execute(
          sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rows.length > 0;
      });
      await change();
    });
    return rotated;
  }
  const nothingElse = () => Promise.resolve();

  it('is read again: what a refresh has stored meanwhile is sealed, not what was there before', async () => {
    const [id = ''] = await fill(1, oldRing());
    const ring = oldRing();
    const refreshed = { accessToken: ring.seal('newer a', id), refreshToken: ring.seal('newer r', id) };
    expect(await rotateAround(id, nothingElse, { ...refreshed, tokenVersion: 2 })).toEqual({
      sealed: 1,
      unreadable: [],
    });
    expect(await readWithNewKey(id)).toEqual(['newer a', 'newer r']);
    expect((await harness.row(id)).tokenVersion).toBe(2);
  });

  it('is not counted when another rotation has sealed it meanwhile', async () => {
    const [id = ''] = await fill(1, oldRing());
    const ring = newRing();
    const sealed = { accessToken: ring.seal('a0', id), refreshToken: ring.seal('r0', id) };
    expect(await rotateAround(id, nothingElse, sealed)).toEqual({ sealed: 0, unreadable: [] });
    expect(await harness.row(id)).toMatchObject(sealed);
  });

  it('is left alone when it was disconnected or deleted meanwhile', async () => {
    const [first = '', second = '', third = ''] = (await fill(3, oldRing())).sort();
    const gone = { accessToken: null, refreshToken: null } as const;
    const others = async () => {
      await harness.change(second, gone);
      await harness.database.db.delete(connection).where(eq(connection.id, third));
    };
    expect(await rotateAround(first, others, gone)).toEqual({ sealed: 0, unreadable: [] });
    expect(await harness.row(second)).toMatchObject(gone);
  });
});
