import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { installedModules } from './support/installed-modules';
import { EVERY_CONSTRUCT } from './support/models';
import { at, OpenApi } from './support/open-api';
import { type RunningService, startService, writeTranslated } from './support/running-service';
import { VALUES } from './support/values';

const MINUTE = 60_000;

let service: RunningService;
let api: OpenApi;

beforeAll(async () => {
  const modules = await installedModules();
  service = await startService(await writeTranslated(generate(parseServiceModel(EVERY_CONSTRUCT)), modules));
  api = new OpenApi((await service.send('GET', '/api/docs-json')).body);
}, 8 * MINUTE);

afterAll(() => service?.stop());

/** Sends a request whose answer must be what OpenAPI says of it. */
async function send(method: string, path: string, keys: Record<string, string> = {}, body?: object) {
  const to = path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(keys[name] ?? ''));
  const answer = await service.send(method, `/api/${to}`, body);
  const schema = api.response(method, path, answer.status);
  expect([method, path, answer.status, typeof schema]).toEqual([method, path, answer.status, 'object']);
  expect([method, path, api.problem(schema, answer.body), answer.body]).toEqual([
    method,
    path,
    null,
    answer.body,
  ]);
  return answer.body;
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
});

it('answers for rows of others and for links as OpenAPI says', async () => {
  await service.query(`INSERT INTO listeds (plain_text, small, mood, jsonb, real) VALUES
    ('{NULL}', '{1,NULL}', '{GOOD,NULL}', '{NULL,"null"}', '{NULL}')`);
  await service.query(`INSERT INTO singles (jsonb) VALUES ('null'), ('[null]'), ('7'), ('"x"')`);
  await send('GET', 'listeds');
  await send('GET', 'singles');
  const id = String(at(await send('POST', 'pg-tables', {}, {}), 'id'));
  await send('PUT', 'pg-tables/{id}/roles', { id }, { ids: [id] });
  await send('GET', 'pg-tables/{id}/roles', { id });
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

/** What the text of a query can be read as. */
const readings = (text: string): unknown[] => [
  text,
  ...(/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) ? [Number(text)] : []),
  ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
];

it(
  'takes filters that OpenAPI allows, and no others',
  async () => {
    const wrong: unknown[] = [];
    const texts = TRIED.filter((value) => typeof value !== 'object').map(String);
    for (const [name, schema] of api.filters('singles')) {
      const answers = await Promise.all(
        texts.map((text) => service.send('GET', `/api/singles?${name}=${encodeURIComponent(text)}`)),
      );
      texts.forEach((text, index) => {
        const isTaken = answers[index]?.status === 200;
        const isAllowed = readings(text).some((one) => api.problem(schema, one) === null);
        if (isTaken !== isAllowed && (isTaken || isSaid(name, text)))
          wrong.push([name, text, answers[index]]);
      });
    }
    expect(wrong).toEqual([]);
  },
  5 * MINUTE,
);
