import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { field, keyed } from './support/models';
import { type RunningService, startService, writeTranslated } from './support/running-service';

const MINUTE = 60_000;

/** Types of PostgreSQL, a text that is one of their values, and texts that are none. */
const TYPES: [string, string, string[]][] = [
  ['tsvector', "'a' 'fat'", ["'"]],
  ['tsquery', "'a' & 'b'", ['&', 'a b']],
  ['xml', '<a/>', ['<a', '</b>']],
  ['inet', '10.0.0.1', ['10.0.0', '']],
  ['cidr', '10.0.0.0/8', ['10.0.0.1/8']],
  ['macaddr', '08:00:2b:01:02:03', ['08:00']],
  ['macaddr8', '08:00:2b:01:02:03:04:05', ['x']],
  ['interval', '1 day', ['soon', '1 day 1 dya']],
  ['money', '$1.00', ['1 euro', '1e400']],
  ['point', '(1,2)', ['(1', '1,2,3']],
  ['line', '{1,2,3}', ['{0,0,1}', 'x']],
  ['box', '(3,4),(1,2)', ['(1,2)']],
  ['path', '((0,0),(1,1))', ['(']],
  ['polygon', '((0,0),(1,1))', ['x']],
  ['circle', '<(1,2),3>', ['<(1,2),-3>']],
  ['int4range', '[1,3)', ['[3,1)', '[1']],
  ['tstzrange', '["2024-01-01 00:00:00+00",)', ['[x,y)']],
  ['int4multirange', '{[1,3)}', ['{[1']],
  ['bit(3)', '101', ['10', '102']],
  ['varbit(3)', '10', ['1010', '2']],
  ['ltree', 'a.b', ['a..b', 'ä b']],
  ['hstore', '"a"=>"1"', ['a=>', '=>']],
  ['cube', '(1, 2)', ['(', 'x']],
  ['citext', 'Text', ['\u0000']],
  ['jsonpath', '$."a"', ['$.', '$[']],
  ['regclass', 'pg_type', ['no_such_table']],
  ['regtype', 'integer', ['no_such_type']],
  ['regrole', '-', ['no_such_role']],
  ['regnamespace', 'public', ['no_such_schema']],
  ['regprocedure', 'now()', ['now(', 'no_such(text)']],
  ['regconfig', 'simple', ['no_such_config']],
  ['oid', '7', ['x', '99999999999']],
  ['pg_lsn', '16/B374D848', ['x']],
  ['tid', '(0,1)', ['(0']],
  ['pg_snapshot', '10:20:10', ['20:10:']],
];

const nameOf = (type: string) => `f${type.replace(/\W/g, '')}`;

const MODEL = {
  version: 2,
  name: 'Others',
  extensions: ['ltree', 'hstore', 'cube', 'citext'],
  entities: [
    keyed(
      'Single',
      TYPES.map(([type]) => field(nameOf(type), 'other', { typeName: type })),
    ),
    keyed('Account', [
      field('name', 'text', { unique: true }),
      field('password', 'text', { secret: true }),
      field('token', 'text', { writeOnly: true }),
      field('words', 'other', { typeName: 'tsvector' }),
      field('lists', 'other', { typeName: 'tsquery', list: true }),
      field('even', 'integer'),
    ]),
  ],
};

let service: RunningService;

beforeAll(async () => {
  service = await startService(await writeTranslated(generate(parseServiceModel(MODEL))));
  await service.query(`
    CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.even = 1 THEN EXECUTE 'SELECT $1 FROM'; END IF;
      IF NEW.even = 2 THEN EXECUTE 'INSERT INTO missing VALUES ($1)' USING NEW.name; END IF;
      IF NEW.even = 3 THEN RAISE EXCEPTION 'not %', NEW.name; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER break BEFORE INSERT ON accounts FOR EACH ROW EXECUTE FUNCTION break();`);
}, 8 * MINUTE);

afterAll(() => service?.stop());

it.each(TYPES)('takes texts that are %s, and names others', async (type, good, bad) => {
  const name = nameOf(type);
  const answer = await service.send('POST', '/api/singles', { [name]: good });
  expect(answer).toMatchObject({ status: 201, body: { [name]: good } });
  const path = `/api/singles/${isRecord(answer.body) ? String(answer.body['id']) : ''}`;
  for (const text of bad)
    for (const [method, to] of [
      ['POST', '/api/singles'],
      ['PATCH', path],
    ] as const) {
      const refused = await service.send(method, to, { [name]: text });
      expect([method, text, refused.status]).toEqual([method, text, 400]);
    }
  expect((await service.send('GET', path)).body).toMatchObject({ [name]: good });
});

it('names the field whose text is none of its type', async () => {
  const answer = (body: object) => service.send('POST', '/api/accounts', body);
  const unfit = (field: string) => ({
    status: 400,
    body: {
      type: 'urn:problem-type:value-unfit',
      title: expect.any(String),
      status: 400,
      code: 'VALUE_UNFIT',
      errors: [{ field, message: expect.any(String) }],
      requestId: expect.any(String),
    },
  });
  expect(await answer({ name: 'a', words: "'" })).toEqual(unfit('words'));
  expect(await answer({ lists: ['a', '&'] })).toEqual(unfit('lists'));
});

it('still has errors of its own, and logs no value of any', async () => {
  const secrets = { name: 'private-name', password: 'private-password', token: 'private\n    at token' };
  const send = async (more: object) =>
    (await service.send('POST', '/api/accounts', { ...secrets, ...more })).status;
  expect(await send({ even: 1 })).toBe(500);
  expect(await send({ even: 2 })).toBe(500);
  expect(await send({ even: 3 })).toBe(500);
  expect(await send({ even: 4 })).toBe(201);
  expect(await send({ even: 4 })).toBe(409);
  await service.query('ALTER TABLE accounts RENAME COLUMN token TO tokens');
  expect(await send({})).toBe(500);
  expect((await service.send('GET', '/api/accounts?name=private-name')).status).toBe(500);
  await service.query('ALTER TABLE accounts RENAME TO gone');
  expect((await service.send('GET', '/api/accounts')).status).toBe(500);
  const log = service.log();
  const stacks = stacksIn(log);
  expect(stacks).toContainEqual(expect.stringContaining('SQLSTATE 42P01'));
  expect(stacks).toContainEqual(
    expect.stringMatching(
      /SQLSTATE 42703[^\n]*\ninsert into "public"\."accounts"[\s\S]*\/accounts\/repository\.js:/,
    ),
  );
  expect(log).not.toMatch(/private|argon2/);
});

/** What the log says of where errors happened. */
const stacksIn = (log: string): string[] =>
  log.split('\n').flatMap((line) => {
    const entry: unknown = line.startsWith('{') ? JSON.parse(line) : null;
    const error = isRecord(entry) ? entry['err'] : null;
    return isRecord(error) ? [String(error['stack'])] : [];
  });
