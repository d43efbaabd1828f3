import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { EVERY_CONSTRUCT } from './support/models';
import { at, OpenApi } from './support/open-api';
import { type Answer, type RunningService, startService, writeTranslated } from './support/running-service';
import { VALUES } from './support/values';

const MINUTE = 60_000;

let service: RunningService;
let api: OpenApi;

beforeAll(async () => {
  service = await startService(await writeTranslated(generate(parseServiceModel(EVERY_CONSTRUCT))));
  api = new OpenApi((await service.send('GET', '/api/docs-json')).body);
}, 8 * MINUTE);

afterAll(() => service?.stop());

/** Sends a request whose answer must be what OpenAPI says of it. */
async function send(method: string, path: string, keys: Record<string, string> = {}, body?: object) {
  const to = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(keys[name] ?? ''));
  const answer = await service.send(method, `/api/${to}`, body);
  expectSaid(method, path.replace(/\?.*/, ''), answer);
  return answer.body;
}

/** An answer must be one of those that OpenAPI names, and hold what it says of it. */
function expectSaid(method: string, path: string, { status, body }: Answer) {
  const asked = [method, path, status];
  expect([...asked, api.statuses(method, path)]).toEqual([...asked, expect.arrayContaining([status])]);
  const schema = api.response(method, path, status);
  // Only 204 and 304 have no body.
  expect([...asked, typeof schema]).toEqual([...asked, body === null ? 'undefined' : 'object']);
  if (body !== null) expect([...asked, api.problem(schema, body), body]).toEqual([...asked, null, body]);
}

const { json: _json, ...LISTABLE } = VALUES;
const LISTS = Object.fromEntries(Object.entries(LISTABLE).map(([name, value]) => [name, [value, value]]));

it.each<[string, string, object]>([
  ['singles', '{id}', {}],
  ['singles', '{id}', VALUES],
  ['neededs', '{id}', VALUES],
  ['listeds', '{id}', {}],
  ['listeds', '{id}', LISTS],
  ['mades', '{id}', {}],
  ['by-integers', '{id}', {}],
  ['by-bigints', '{id}', { name: 'a' }],
  ['by-texts', '{code}', { code: 'a' }],
  ['by-partses', '{a}/{b}/{c}', { a: 'a', b: '2024-02-29', c: 'light green' }],
  ['by-uniques', '{code}', { code: 'a' }],
  ['teams', '{id}', { name: 'a' }],
  ['pg-tables', '{id}', { kind: 'view' }],
  ['pg-users', '{id}', {}],
])('answers for %s as OpenAPI says: %s %j', async (route, key, body) => {
  const row = await send('POST', route, {}, body);
  const keys = Object.fromEntries([...key.matchAll(/\w+/g)].map(([name]) => [name, String(at(row, name))]));
  await send('GET', `${route}/${key}`, keys);
  await send('PATCH', `${route}/${key}`, keys, {});
  await send('GET', route);
  await send('GET', `${route}?_total=true&_limit=1`);
  await send('DELETE', `${route}/${key}`, keys);
});

it('answers for rows of others and for links as OpenAPI says', async () => {
  await service.query(`INSERT INTO listeds (plain_text, small, mood, jsonb, real) VALUES
    ('{NULL}', '{1,NULL}', '{GOOD,NULL}', '{NULL,"null"}', '{NULL}')`);
  await service.query(`INSERT INTO singles (jsonb) VALUES ('null'), ('[null]'), ('7'), ('"x"')`);
  await send('GET', 'listeds');
  await send('GET', 'singles');
  const id = String(at(await send('POST', 'pg-tables', {}, {}), 'id'));
  const link = { id, pgTableId: id };
  await send('PUT', 'pg-tables/{id}/roles/{pgTableId}', link);
  await send('GET', 'pg-tables/{id}/roles', { id });
  await send('DELETE', 'pg-tables/{id}/roles/{pgTableId}', link);
});

it('answers with what belongs to rows as OpenAPI says', async () => {
  const parentId = String(at(await send('POST', 'teams', {}, { name: 'over' }), 'id'));
  const teamId = String(at(await send('POST', 'teams', {}, { name: 'under', parentId }), 'id'));
  const id = String(at(await send('POST', 'people', {}, { name: 'Ada', teamId }), 'id'));
  await send('PATCH', 'teams/{id}', { id: teamId }, { leadId: id });
  await send('GET', 'teams/{id}?_include=parent,lead,members,children', { id: teamId });
  await send('GET', 'teams/{id}?_include=parent,lead,members,children', { id: parentId });
  await send('GET', 'people?_include=team,second,parts');
  await send('GET', 'teams/{id}/members?_include=team', { id: teamId });
});

it('pages as OpenAPI says, from the first to the last', async () => {
  for (const name of ['1', '2', '3']) await send('POST', 'teams', {}, { name: `page ${name}` });
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const page = await send('GET', `teams?name.startsWith=page&_sort=-name&_limit=2${cursor}`);
    seen.push(...[at(page, 'items', 0, 'name'), at(page, 'items', 1, 'name')]);
    cursor = at(page, 'next') === null ? '' : `&_cursor=${String(at(page, 'next'))}`;
  } while (cursor !== '');
  expect(seen).toEqual(['page 3', 'page 2', 'page 1', undefined]);
});

it('refuses as OpenAPI says', async () => {
  const none = { id: '00000000-0000-4000-8000-000000000000' };
  for (const method of ['GET', 'PATCH', 'DELETE'])
    await send(method, 'teams/{id}', none, method === 'PATCH' ? {} : undefined);
  await send('GET', 'teams/{id}', { id: 'x' });
  await send('POST', 'teams', {}, { name: 7 });
  await send('GET', 'teams?_cursor=x');
  await send('GET', 'teams/{id}/members', none);
  const team = { name: 'twice' };
  await send('POST', 'teams', {}, team);
  await send('POST', 'teams', {}, team);
  await send('POST', 'people', {}, { name: 'Bob', teamId: none.id });
  for (const [token, status] of [
    [null, 401],
    ['x', 401],
  ] as const) {
    const answer = await service.ask('GET', '/api/teams', { token });
    expect(answer.status).toBe(status);
    expectSaid('GET', 'teams', answer);
  }
});

/** Values of every kind, among them those on both sides of each bound. */
const TRIED: readonly unknown[] = [
  ...Object.values(VALUES),
  ...[
    '',
    '.',
    '..',
    '...',
    'a',
    'ab',
    'abcd',
    'abcdef',
    '😀',
    'ten chars.',
    'x'.repeat(300),
    ' ',
    'true',
    'null',
  ],
  ...[
    '0',
    '-5',
    '12.5',
    '1.234',
    '1.230',
    '123456789',
    '-1',
    '1e3',
    '.5',
    '9223372036854775808',
    'NaN',
    '+1',
    '007',
  ],
  ...[
    '2023-02-29',
    '2024-02-30',
    '08:30',
    '8:30',
    '24:00:00',
    '08:30:00Z',
    '08:30:00.1234567',
    '08:30:00+15',
  ],
  ...[
    '2024-02-29T12:00:00+14:00',
    '2024-02-29 12:00:00',
    '2024-02-29T25:00:00Z',
    '2024-02-29T12:00:00.1234567',
  ],
  ...[
    '2024-02-30T12:00:00',
    '2024-02-29T12:00',
    'infinity',
    'https://example.com',
    'ftp://example.com',
    'a@b',
    'a@b.co',
  ],
  ...[
    '6F1D6C1E-8A34-4F0B-9A51-3C1F0E9A7B10',
    '6f1d6c1e',
    'aGVsbG8',
    'aGVsbG8=',
    'red',
    'light green',
    'G',
    'good',
    'GOOD',
  ],
  ...[0, -1, 1, 5, 6, -5, -6, 1.5, 0.4, 9.6, 32_767, 32_768, -32_769, 2_147_483_647, 2_147_483_648, 1e20],
  ...[true, null, [], {}, [1], ['a'], [null], [[]], [true], [{}], { a: null }, ['red'], ['a', 1]],
];

/** What OpenAPI has no words for. What stands here may be refused though its schema allows it. */
const UNSAID: ReadonlyMap<string, RegExp> = new Map([
  // Types that only PostgreSQL knows.
  ['address', /^/],
  ['place', /^/],
  ['span', /^/],
  // Bounds of numbers that are texts, and digits of moments: descriptions say them.
  ['price', /^-/],
  ['big', /\d{19}/],
  ['milliseconds', /\.\d{4}/],
  // Twice as much has no place in the column that is counted from it.
  ['counted', /^-?2147483/],
  // Only what a page gave leads to another one.
  ['_cursor', /^/],
  // Days that no calendar has, and lines, which the format of the validator takes for Base64.
  ['wall', /02-30/],
  ['bytes', /\n/],
]);

const isSaid = (name: string, value: unknown) =>
  [value].flat().every((one) => UNSAID.get(name)?.test(String(one)) !== true);

it.each<[string, object]>([
  ['singles', {}],
  ['neededs', VALUES],
  ['listeds', {}],
  ['mades', {}],
  ['by-texts', { code: 'other' }],
  ['by-partses', { a: 'other', b: '2024-02-29', c: 'red' }],
  ['by-uniques', { code: 'other' }],
  ['keylesses', { name: 'a' }],
])(
  'takes for %s what OpenAPI allows, and nothing else',
  async (route, body) => {
    const wrong: unknown[] = [];
    for (const [name, schema] of api.bodyProperties('POST', route)) {
      const tried = [...TRIED, ...(route === 'listeds' ? TRIED.map((one) => [one]) : [])];
      const answers = await Promise.all(
        tried.map((value) => service.send('POST', `/api/${route}`, { ...body, [name]: value })),
      );
      tried.forEach((value, index) => {
        const isTaken = [201, 409].includes(answers[index]?.status ?? 0);
        const isAllowed = api.problem(schema, value) === null;
        if (isTaken !== isAllowed && (isTaken || isSaid(name, value)))
          wrong.push([name, value, answers[index]]);
      });
    }
    expect(wrong).toEqual([]);
  },
  5 * MINUTE,
);

/** What a text can be read as. */
const asNumber = (text: string) => (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) ? [Number(text)] : []);
const asBoolean = (text: string) => (text === 'true' || text === 'false' ? [text === 'true'] : []);

/** What the text of a query can be read as: where its schema speaks of a list, values between commas. */
function readings(text: string, schema: unknown): unknown[] {
  if (at(schema, 'type') !== 'array') return [text, ...asNumber(text), ...asBoolean(text)];
  const parts = text.split(',');
  return [parts, parts.flatMap(asNumber), parts.flatMap(asBoolean)].filter(
    ({ length }) => length === parts.length,
  );
}

it(
  'takes filters that OpenAPI allows, and no others',
  async () => {
    const wrong: unknown[] = [];
    const texts = TRIED.filter((value) => typeof value !== 'object').map(String);
    const filters = api.filters('singles');
    expect(filters.length).toBeGreaterThan(150);
    for (const [name, schema] of filters) {
      const answers = await Promise.all(
        texts.map((text) => service.send('GET', `/api/singles?${name}=${encodeURIComponent(text)}`)),
      );
      texts.forEach((text, index) => {
        const isTaken = answers[index]?.status === 200;
        const isAllowed = readings(text, schema).some((one) => api.problem(schema, one) === null);
        if (isTaken !== isAllowed && (isTaken || isSaid(name.replace(/\..*/, ''), text)))
          wrong.push([name, text, answers[index]?.status]);
      });
    }
    expect(wrong).toEqual([]);
  },
  5 * MINUTE,
);
