import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { CALLERS_MODEL } from './support/callers-model';
import { type RunningService, startService, tokenOf, writeTranslated } from './support/running-service';
import { typeErrors } from './support/type-check';

const MINUTE = 60_000;
const UUID = '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b1';

const files = generate(parseServiceModel(CALLERS_MODEL));

let service: RunningService;
let admin: string;
let ada: string;
let bob: string;
/** Takes care of the tenant of Ada. */
let clerk: string;

beforeAll(async () => {
  service = await startService(await writeTranslated(files));
  [admin, ada, bob, clerk] = await Promise.all([
    tokenOf(['admin'], { subject: 'root' }),
    tokenOf([], { subject: 'ada', tenant: 'one' }),
    tokenOf([], { subject: 'bob', tenant: 'two' }),
    tokenOf(['clerk'], { subject: 'carl', tenant: 'one' }),
  ]);
}, 8 * MINUTE);

afterAll(() => service?.stop());

const send = (token: string, method: string, path: string, body?: object, headers = {}) =>
  service.ask(method, `/api/${path}`, { token, body, headers });

const status = async (...asked: Parameters<typeof send>) => (await send(...asked)).status;

/** The answer as properties. */
async function values(...asked: Parameters<typeof send>): Promise<Record<string, unknown>> {
  const { body } = await send(...asked);
  return isRecord(body) ? body : {};
}

async function idOf(token: string, path: string, body: object): Promise<string> {
  const answer = await send(token, 'POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return isRecord(answer.body) ? String(answer.body['id']) : '';
}

async function titles(token: string, path: string): Promise<string[]> {
  const { items } = await values(token, 'GET', path);
  return (Array.isArray(items) ? items : []).map((row) => String(Object(row).title)).sort();
}

it(
  'has types that are right',
  () => {
    expect(typeErrors([files])).toEqual([]);
  },
  8 * MINUTE,
);

it('makes rows that are the caller’s, and lets nobody make or give away those of others', async () => {
  const mine = await idOf(ada, 'notes', { title: 'of Ada' });
  expect(await values(ada, 'GET', `notes/${mine}`)).toMatchObject({ ownerId: 'ada', tenantId: 'one' });
  expect(await status(ada, 'POST', 'notes', { title: 'x', ownerId: 'bob' })).toBe(403);
  expect(await status(ada, 'POST', 'notes', { title: 'x', tenantId: 'two' })).toBe(403);
  expect(await status(ada, 'POST', 'notes', { title: 'x', tenantId: null })).toBe(403);
  expect(await status(ada, 'POST', 'notes', { title: 'x', ownerId: 'ada', tenantId: 'one' })).toBe(201);
  expect(await status(clerk, 'POST', 'notes', { title: 'for Ada', ownerId: 'ada' })).toBe(201);
  expect(await status(clerk, 'POST', 'notes', { title: 'x', ownerId: 'bob', tenantId: 'two' })).toBe(403);
  expect(await status(admin, 'POST', 'notes', { title: 'y', ownerId: 'bob', tenantId: 'two' })).toBe(201);
  expect(await status(ada, 'PATCH', `notes/${mine}`, { ownerId: 'bob' })).toBe(403);
  expect(await status(clerk, 'PATCH', `notes/${mine}`, { tenantId: 'two' })).toBe(403);
  expect(await status(clerk, 'PATCH', `notes/${mine}`, { ownerId: 'carl' })).toBe(200);
  expect(await status(ada, 'GET', `notes/${mine}`)).toBe(404);
  expect(await status(admin, 'PATCH', `notes/${mine}`, { ownerId: 'ada' })).toBe(200);
});

it('shows and changes what the caller may reach, and nothing else is there', async () => {
  const ofAda = await idOf(ada, 'notes', { title: 'seen A' });
  const ofBob = await idOf(bob, 'notes', { title: 'seen B' });
  const list = 'notes?title.startsWith=seen';
  expect(await titles(ada, list)).toEqual(['seen A']);
  expect(await titles(bob, list)).toEqual(['seen B']);
  expect(await titles(clerk, list)).toEqual(['seen A']);
  expect(await titles(admin, list)).toEqual(['seen A', 'seen B']);
  expect(await values(ada, 'GET', `${list}&_total=true`)).toMatchObject({ total: 1 });
  for (const [token, path] of [
    [bob, `notes/${ofAda}`],
    [ada, `notes/${ofBob}`],
    [clerk, `notes/${ofBob}`],
  ] as const) {
    expect(await status(token, 'GET', path)).toBe(404);
    expect(await status(token, 'PATCH', path, { title: 'mine' })).toBe(404);
    expect(await status(token, 'DELETE', path)).toBe(404);
    expect(await status(token, 'DELETE', path, undefined, { 'if-match': '*' })).toBe(404);
  }
  expect(await status(clerk, 'PATCH', `notes/${ofAda}`, { title: 'seen A2' })).toBe(200);
  expect(await status(ada, 'DELETE', `notes/${ofAda}`)).toBe(204);
  expect(await status(admin, 'DELETE', `notes/${ofBob}`)).toBe(204);
});

it('lets roles be called as what every object has', async () => {
  const note = await idOf(ada, 'notes', { title: 'named' });
  const proto = await tokenOf(['__proto__'], { subject: 'pia' });
  const maker = await tokenOf(['constructor'], { subject: 'cora' });
  const stranger = await tokenOf(['toString', 'valueOf'], { subject: 'sue' });
  expect(await status(maker, 'PATCH', `notes/${note}`, { score: 5 })).toBe(200);
  expect(await values(proto, 'GET', `notes/${note}`)).toMatchObject({ title: 'named', score: 5 });
  expect(await status(proto, 'PATCH', `notes/${note}`, { title: 'x' })).toBe(404);
  expect(await status(maker, 'GET', `notes/${note}`)).toBe(404);
  expect(await status(stranger, 'GET', `notes/${note}`)).toBe(404);
});

it('hides fields of some roles everywhere, and keeps secrets to itself', async () => {
  const parent = await idOf(clerk, 'notes', {
    title: 'p',
    internal: 'inner',
    password: 'pw',
    ownerId: 'ada',
  });
  const child = await idOf(ada, 'notes', { title: 'c', parentId: parent });
  expect(await values(clerk, 'GET', `notes/${parent}`)).toMatchObject({ internal: 'inner' });
  for (const path of [
    `notes/${parent}`,
    `notes/${child}?_include=parent`,
    'notes?_include=parent,children',
  ]) {
    const { body } = await send(ada, 'GET', path);
    expect(JSON.stringify(body)).not.toMatch(/internal|inner|score|password|argon2/);
  }
  const made = await values(ada, 'POST', 'notes', { title: 'q', password: 'pw' });
  expect(made).not.toHaveProperty('internal');
  expect(await values(ada, 'PATCH', `notes/${parent}`, { title: 'p2' })).not.toHaveProperty('internal');
  for (const query of [
    'internal=inner',
    'internal.contains=i',
    '_sort=internal',
    '_sort=-score',
    'score.gt=1',
  ])
    expect([query, await status(ada, 'GET', `notes?${query}`)]).toEqual([query, 403]);
  expect(await status(clerk, 'GET', 'notes?internal=inner')).toBe(200);
  expect(await status(ada, 'GET', `notes/${parent}/children?internal=inner`)).toBe(403);
  expect(await status(ada, 'PATCH', `notes/${parent}`, { internal: 'x' })).toBe(403);
  expect(await status(ada, 'POST', 'notes', { title: 'x', internal: null })).toBe(403);
  expect(await status(admin, 'PATCH', `notes/${parent}`, { internal: 'x' })).toBe(403);
});

it('lets nobody guess what is hidden from the tag of a row', async () => {
  const note = `notes/${await idOf(admin, 'notes', { title: 'Tagged', ownerId: 'ada', score: 1 })}`;
  const tagFor = async (token: string) => (await send(token, 'GET', note)).headers.get('etag');
  const [hers, whole] = [await tagFor(ada), await tagFor(admin)];
  const changed = await send(admin, 'PATCH', note, { score: 2 }, { 'if-match': String(whole) });
  expect(changed.status).toBe(200);
  expect(await tagFor(ada)).toBe(hers);
  expect(await tagFor(admin)).toBe(changed.headers.get('etag'));
  expect(await status(admin, 'PATCH', note, {}, { 'if-match': String(whole) })).toBe(412);
  expect(await status(ada, 'PATCH', note, { title: 'Hers' }, { 'if-match': String(hers) })).toBe(200);
  expect(await status(ada, 'PATCH', note, {}, { 'if-match': String(hers) })).toBe(412);
});

it('brings what belongs to a row as far as the caller may see it', async () => {
  const folder = await idOf(ada, 'folders', { name: 'both' });
  const vault = await idOf(admin, 'vaults', { name: 'v' });
  const cover = await idOf(ada, 'covers', { name: 'c' });
  const upper = await idOf(bob, 'notes', { title: 'upper' });
  const note = await idOf(ada, 'notes', {
    title: 'whole',
    folderId: folder,
    archiveId: folder,
    vaultId: vault,
    coverId: cover,
    parentId: upper,
    findParentId: upper,
  });
  await idOf(bob, 'notes', { title: 'other', folderId: folder });
  expect(
    await values(ada, 'GET', `notes/${note}?_include=folder,archive,cover,parent,findParent,children`),
  ).toMatchObject({
    folder: { name: 'both' },
    archive: { name: 'both' },
    cover: { name: 'c' },
    parent: null,
    findParent: null,
    children: [],
  });
  expect(await values(admin, 'GET', `notes/${note}?_include=parent,findParent,vault`)).toMatchObject({
    parent: { title: 'upper' },
    findParent: { title: 'upper' },
    vault: { name: 'v' },
  });
  for (const path of [`notes/${note}?_include=vault`, 'notes?_include=vault'])
    expect(await send(ada, 'GET', path)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(await status(ada, 'GET', `vaults/${vault}/notes`)).toBe(403);
  expect(await titles(ada, `folders/${folder}/notes`)).toEqual(['whole']);
  expect(await titles(admin, `folders/${folder}/notes`)).toEqual(['other', 'whole']);
  expect(await titles(admin, `folders/${folder}/archived`)).toEqual(['whole']);
  expect(await values(ada, 'GET', `folders/${folder}?_include=notes,archived`)).toMatchObject({
    notes: [{ title: 'whole' }],
    archived: [{ title: 'whole' }],
  });
  expect(await values(ada, 'GET', `covers/${cover}?_include=note`)).toMatchObject({
    note: { title: 'whole' },
  });
  expect(await values(bob, 'GET', `covers/${cover}?_include=note`)).toMatchObject({ note: null });
  expect(await status(ada, 'GET', `notes/${upper}/children`)).toBe(404);
});

it('answers anew where what belongs to a row has changed, and the row has not', async () => {
  const folder = await idOf(ada, 'folders', { name: 'tagged' });
  const path = `folders/${folder}?_include=notes`;
  const before = await send(ada, 'GET', path);
  await idOf(ada, 'notes', { title: 'new', folderId: folder });
  const etag =
    before.headers.get('etag') ?? (await send(ada, 'GET', `folders/${folder}`)).headers.get('etag');
  expect(await send(ada, 'GET', path, undefined, { 'if-none-match': String(etag) })).toMatchObject({
    status: 200,
    body: { notes: [{ title: 'new' }] },
  });
});

it('links rows that the caller may change and read', async () => {
  const [a, b] = [await idOf(ada, 'notes', { title: 'a' }), await idOf(ada, 'notes', { title: 'b' })];
  const ofBob = await idOf(bob, 'notes', { title: 'far' });
  expect(await status(ada, 'PUT', `notes/${a}/sees/${b}`)).toBe(204);
  expect(await status(ada, 'PUT', `notes/${a}/sees/${a}`)).toBe(204);
  expect(await status(ada, 'PUT', `notes/${a}/sees/${ofBob}`)).toBe(404);
  expect(await status(bob, 'PUT', `notes/${ofBob}/sees/${a}`)).toBe(404);
  expect(await status(bob, 'PUT', `notes/${a}/sees/${ofBob}`)).toBe(404);
  expect(await status(admin, 'PUT', `notes/${a}/sees/${ofBob}`)).toBe(204);
  expect(await titles(ada, `notes/${a}/sees`)).toEqual(['a', 'b']);
  expect(await titles(admin, `notes/${a}/sees`)).toEqual(['a', 'b', 'far']);
  expect(await titles(ada, `notes/${b}/seen-by`)).toEqual(['a']);
  expect(await status(ada, 'DELETE', `notes/${b}/seen-by/${a}`)).toBe(204);
  expect(await titles(ada, `notes/${a}/sees`)).toEqual(['a']);
});

it('knows owners and tenants that are no texts', async () => {
  const seven = await tokenOf([], { subject: '7', tenant: `${UUID}0` });
  const named = await tokenOf([], { subject: 'not a number', tenant: 'nor a uuid' });
  const clerkOfIt = await tokenOf(['clerk'], { subject: '8', tenant: `${UUID}0` });
  const ticket = await idOf(seven, 'tickets', { name: 'one' });
  expect(await values(seven, 'GET', `tickets/${ticket}`)).toMatchObject({ ownerId: 7, tenantId: `${UUID}0` });
  expect(await status(seven, 'POST', 'tickets', { ownerId: 8 })).toBe(403);
  expect(await status(seven, 'POST', 'tickets', { ownerId: 7 })).toBe(201);
  expect(await status(named, 'GET', `tickets/${ticket}`)).toBe(404);
  expect((await send(named, 'GET', 'tickets')).body).toEqual({ items: [], next: null });
  const refused = await send(named, 'POST', 'tickets', {});
  expect([400, 403]).toContain(refused.status);
  expect(await status(clerkOfIt, 'PATCH', `tickets/${ticket}`, { name: 'two' })).toBe(200);
  expect(await status(clerkOfIt, 'PATCH', `tickets/${ticket}`, { tenantId: `${UUID}1` })).toBe(403);
});

it('knows owners that are a part of the key, and rows without a key', async () => {
  const made = await send(ada, 'POST', 'seats', { row: 4 });
  expect(made).toMatchObject({ status: 201, body: { ownerId: 'ada', row: 4 } });
  expect(made.headers.get('location')).toBe('/api/seats/ada/4');
  expect(await status(bob, 'GET', 'seats/ada/4')).toBe(404);
  expect(await status(admin, 'GET', 'seats/ada/4')).toBe(200);
  expect(await status(bob, 'POST', 'seats', { ownerId: 'ada', row: 5 })).toBe(403);
  const eve = await tokenOf([], { subject: `${UUID}5` });
  expect(await status(eve, 'POST', 'entries', { text: 'of Eve' })).toBe(201);
  expect(await status(eve, 'POST', 'entries', { text: 'x', ownerId: `${UUID}6` })).toBe(403);
  expect((await send(eve, 'GET', 'entries')).body).toMatchObject({ items: [{ ownerId: `${UUID}5` }] });
  expect((await send(ada, 'GET', 'entries')).body).toMatchObject({ items: [] });
  expect((await send(admin, 'GET', 'entries')).body).toMatchObject({ items: [{ text: 'of Eve' }] });
  expect(await status(admin, 'POST', 'entries', { text: 'x' })).toBe(400);
});
