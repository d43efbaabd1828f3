import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { EVERY_CONSTRUCT } from './support/models';
import { type Answer, type RunningService, startService, writeTranslated } from './support/running-service';
import { typeErrors } from './support/type-check';
import { VALUES } from './support/values';

const MINUTE = 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let service: RunningService;

const files = generate(parseServiceModel(EVERY_CONSTRUCT));

beforeAll(async () => {
  service = await startService(await writeTranslated(files));
}, 8 * MINUTE);

afterAll(() => service?.stop());

const send = (method: string, path: string, body?: unknown) => service.send(method, `/api/${path}`, body);

/** A property of an answer. */
function read({ body }: Answer, name: string): unknown {
  if (!isRecord(body)) throw new Error(`Not an object: ${JSON.stringify(body)}`);
  return body[name];
}

async function created(path: string, body: object): Promise<Answer> {
  const answer = await send('POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return answer;
}

it(
  'has types that are right',
  () => {
    expect(typeErrors([files])).toEqual([]);
  },
  8 * MINUTE,
);

it('keeps a value of each type as it was given', async () => {
  const { json, ...comparable } = VALUES;
  const answer = await created('neededs', VALUES);
  expect(answer.body).toMatchObject(VALUES);
  const path = `neededs/${String(read(answer, 'id'))}`;
  expect((await send('GET', path)).body).toEqual(answer.body);
  expect((await send('PATCH', path, VALUES)).body).toEqual(answer.body);
  for (const [name, value] of Object.entries(comparable)) {
    if (['jsonb', 'bytes', 'address', 'place', 'span'].includes(name)) continue;
    const listed = await send('GET', `neededs?_total=true&${name}=${encodeURIComponent(String(value))}`);
    expect([name, listed]).toMatchObject([name, { status: 200, body: { total: 1 } }]);
  }
  expect(json).toBe('5');
});

it('lets out what is not needed, and takes null for it', async () => {
  const empty = await created('singles', {});
  for (const name of Object.keys(VALUES)) expect([name, read(empty, name)]).toEqual([name, null]);
  const path = `singles/${String(read(empty, 'id'))}`;
  expect((await send('PATCH', path, VALUES)).body).toMatchObject(VALUES);
  const nothing = Object.fromEntries(Object.keys(VALUES).map((name) => [name, null]));
  expect((await send('PATCH', path, nothing)).body).toMatchObject(nothing);
  expect(await send('POST', 'neededs', { ...VALUES, flag: null })).toMatchObject({ status: 400 });
});

it('keeps lists of each type', async () => {
  const { json: _json, ...values } = VALUES;
  const lists = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value, value]]));
  const answer = await created('listeds', lists);
  expect(answer.body).toMatchObject(lists);
  const path = `listeds/${String(read(answer, 'id'))}`;
  const empty = Object.fromEntries(Object.keys(values).map((name) => [name, []]));
  expect((await send('PATCH', path, empty)).body).toMatchObject(empty);
  for (const name of Object.keys(values))
    for (const bad of [[null], 'x', { 0: 'a' }, 7])
      if (name !== 'jsonb' || !Array.isArray(bad))
        expect([name, bad, (await send('POST', 'listeds', { [name]: bad })).status]).toEqual([
          name,
          bad,
          400,
        ]);
});

it.each<[string, unknown[]]>([
  ['plainText', [7, true, 'a\u0000', {}, []]],
  ['shortText', ['a', 'abcdef']],
  ['varcharText', ['ten chars.']],
  ['email', ['ada']],
  ['url', ['javascript:alert(1)', 'x']],
  ['pattern', ['ab-12']],
  ['small', [40_000, 1.5, '1', true]],
  ['whole', [6, -6, 3e10]],
  ['big', [1, '9223372036854775808', '1.0', '-9007199254740994']],
  ['price', [1.5, '-0.01', '1.234', '123456789.00', '1e3', 'NaN']],
  ['anyDecimal', ['', '.', '1,5']],
  ['real', ['1.5', 1e300]],
  ['double', [0.4, 10]],
  ['flag', [0, 'true', 1]],
  ['day', [true, 'Tue Mar 5', '2023-02-29', '2024-02-29T00:00:00Z', 7]],
  ['clock', ['25:00', '08:30:00Z', '08:30:00.1234567', '23:59:59.9999999']],
  ['clockInZone', ['08:30:00']],
  ['moment', [true, 'Tue Mar 5', '2024-02-29T12:00:00', '2024-02-29', 0, '2024-02-29T12:00:00.1234567Z']],
  ['moment', ['0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-14:00', '0000-12-31T23:59:59-14:00']],
  ['milliseconds', ['2024-02-29T12:00:00.1234Z']],
  ['wall', ['2024-02-29T12:00:00Z', '2024-02-29 12:00:00']],
  ['bytes', ['hello!', [1]]],
  ['uuid', ['x', 7]],
  ['colour', ['G', 'toString', 0]],
  ['mood', ['GOOD']],
  ['address', ['not an address', 7]],
  ['place', ['nowhere']],
])('refuses what is no %s', async (name, values) => {
  for (const value of values) {
    const { status } = await send('POST', 'singles', { [name]: value });
    expect([value, status]).toEqual([value, 400]);
  }
});

it.each([
  ['[]'],
  ['null'],
  ['7'],
  ['"x"'],
  ['{'],
  ['{"__proto__":{"a":1}}'],
  ['{"constructor":1}'],
  ['{"unknown":1}'],
])('refuses the body %s', async (body) => {
  expect((await send('POST', 'singles', body)).status).toBe(400);
});

it('refuses JSON that is deeper than anybody means', async () => {
  const deep = `{"jsonb":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
  expect((await send('POST', 'singles', deep)).status).toBe(400);
});

it('makes what nobody gives, and keeps what is nobody else’s to write', async () => {
  const answer = await created('mades', { hidden: 'h', password: 'a secret that is long' });
  expect(answer.body).toMatchObject({
    id: expect.stringMatching(UUID),
    literal: "it's",
    v7: expect.stringMatching(UUID),
    ownV4: expect.stringMatching(UUID),
    cuid: expect.stringMatching(/^c[a-z0-9]{24}$/),
    cuid2: expect.stringMatching(/^[a-z][a-z0-9]{9}$/),
    ulid: expect.stringMatching(/^[0-9A-Z]{26}$/),
    nanoid: expect.stringMatching(/^[\w-]{12}$/),
    counted: 1,
    doubled: 2,
    expression: 'X',
    list: [1, 2],
    size: 'small',
    document: { a: "it's" },
    revision: '1',
    seen: 'seen',
  });
  expect(answer.body).not.toHaveProperty('hidden');
  expect(answer.body).not.toHaveProperty('password');
  const path = `mades/${String(read(answer, 'id'))}`;
  for (const name of ['id', 'doubled', 'madeAt', 'changedAt', 'revision', 'seen'])
    for (const method of ['POST', 'PATCH'])
      expect([name, (await send(method, method === 'POST' ? 'mades' : path, { [name]: 1 })).status]).toEqual([
        name,
        400,
      ]);
  const changed = await send('PATCH', path, { literal: 'other' });
  expect(changed.body).toMatchObject({ literal: 'other', revision: '2', madeAt: read(answer, 'madeAt') });
  expect(read(changed, 'changedAt')).not.toBe(read(answer, 'changedAt'));
  expect((await send('PATCH', path, {})).body).toEqual(changed.body);
  expect((await send('GET', 'mades?hidden=h')).status).toBe(400);
  expect((await send('PATCH', path, { password: 'short' })).status).toBe(400);
  expect(await send('POST', 'mades', { literal: 'never' })).toMatchObject({
    status: 400,
    body: { code: 'VALUE_REFUSED' },
  });
  expect((await send('POST', 'mades', { document: null })).status).toBe(400);
});

it.each<[string, object, string, object]>([
  ['by-integers', { name: 'a' }, '1', { id: 1 }],
  ['by-bigints', { id: '9007199254740993' }, '9007199254740993', {}],
  ['by-texts', { code: 'a/b ?%ü' }, encodeURIComponent('a/b ?%ü'), {}],
  [
    'by-partses',
    { a: "it's/", b: '2024-02-29', c: 'light green' },
    `${encodeURIComponent("it's/")}/2024-02-29/light%20green`,
    {},
  ],
  ['by-uniques', { code: 'Citext' }, 'cITEXT', {}],
])('creates, reads, changes, lists and deletes %s', async (route, body, key, more) => {
  expect((await created(route, body)).body).toMatchObject({ ...body, ...more });
  const path = `${route}/${key}`;
  expect((await send('GET', path)).body).toMatchObject({ ...body, ...more });
  expect((await send('PATCH', path, { name: 'changed' })).body).toMatchObject({ ...body, name: 'changed' });
  for (const name of Object.keys(body).filter((one) => one !== 'name'))
    expect((await send('PATCH', path, { [name]: Object.values(body)[0] })).status).toBe(400);
  expect((await send('GET', `${route}?name=changed&_limit=1&_total=true`)).body).toMatchObject({
    items: [{ ...body, name: 'changed' }],
    next: null,
    total: 1,
  });
  expect((await send('DELETE', path)).status).toBe(204);
  for (const method of ['GET', 'PATCH', 'DELETE'])
    expect((await send(method, path, method === 'PATCH' ? {} : undefined)).status).toBe(404);
});

it.each<[string, string, object]>([
  ['by-texts', 'code', {}],
  ['by-uniques', 'code', {}],
  ['by-partses', 'a', { b: '2024-02-29', c: 'red' }],
])('makes no row in %s that no address leads to', async (route, name, more) => {
  for (const unreachable of ['', '.', '..'])
    expect((await send('POST', route, { ...more, [name]: unreachable })).status).toBe(400);
  for (const text of [
    '...',
    ' ',
    '/',
    'a/../b',
    '%2e',
    '%2F',
    '?',
    '#a',
    ';',
    '\\',
    '+',
    '\t',
    '😀',
    ':id',
  ]) {
    const answer = await created(route, { ...more, [name]: text });
    const rest = Object.values(more).map((part) => `/${String(part)}`);
    const path = `${route}/${encodeURIComponent(text)}${rest.join('')}`;
    expect([text, await send('GET', path)]).toEqual([text, { status: 200, body: answer.body }]);
    expect([text, (await send('DELETE', path)).status]).toEqual([text, 204]);
  }
});

it('answers 400 for what is no key, and never 500', async () => {
  for (const path of [
    'singles/x',
    'by-integers/x',
    'by-integers/1.5',
    'by-integers/99999999999',
    'by-bigints/x',
    'by-partses/a/b/c',
  ])
    expect([path, (await send('GET', path)).status]).toEqual([path, 400]);
});

it('keeps rows in tables that are called as those of PostgreSQL', async () => {
  const table = await created('pg-tables', { name: 'mine', kind: 'view' });
  expect((await send('GET', 'pg-tables')).body).toEqual({ items: [table.body], next: null });
  const tableId = String(read(table, 'id'));
  const path = `pg-tables/${tableId}`;
  expect((await send('PATCH', path, { name: 'ours' })).body).toMatchObject({ name: 'ours', kind: 'view' });
  expect(await send('PATCH', path, { name: 'never' })).toMatchObject({ status: 400 });
  expect(await send('PUT', `${path}/roles/${tableId}`)).toMatchObject({ status: 204 });
  expect((await send('GET', `${path}/roles`)).body).toMatchObject({ items: [{ id: tableId }], next: null });
  const user = await created('pg-users', { tableId });
  expect(user.body).toMatchObject({ number: 1, tableId });
  expect((await send('GET', 'pg-users?_sort=number')).body).toMatchObject({ items: [user.body] });
  expect((await send('DELETE', `pg-users/${String(read(user, 'id'))}`)).status).toBe(204);
  expect((await send('DELETE', path)).status).toBe(204);
});

it('lists and creates what has no key', async () => {
  await created('keylesses', { name: 'a' });
  await created('keylesses', { name: 'a' });
  expect((await send('GET', 'keylesses?name=a&_total=true')).body).toMatchObject({
    total: 2,
    items: [{ name: 'a' }, { name: 'a' }],
  });
  expect((await send('POST', 'keylesses', {})).status).toBe(400);
  expect((await send('GET', 'keylesses/a')).status).toBe(404);
});

it('keeps relations by the rules of the database', async () => {
  const parent = String(read(await created('teams', { name: 'parent' }), 'id'));
  const team = String(read(await created('teams', { name: 'child', parentId: parent }), 'id'));
  await created('by-partses', { a: 'a', b: '2024-01-01', c: 'red' });
  const parts = { a: 'a', b: '2024-01-01', c: 'red' };
  const ada = await created('people', { name: 'Ada', teamId: team, secondName: 'parent', ...parts });
  expect(ada.body).toMatchObject({ teamId: team, secondName: 'parent', ...parts });
  const lead = { leadId: String(read(ada, 'id')) };
  expect((await send('PATCH', `teams/${team}`, lead)).body).toMatchObject(lead);
  expect(await send('PATCH', `teams/${parent}`, lead)).toEqual({
    status: 409,
    body: {
      type: 'urn:problem-type:not-unique',
      title: expect.any(String),
      status: 409,
      code: 'NOT_UNIQUE',
      requestId: expect.any(String),
    },
  });
  expect((await send('GET', `people?teamId=${team}&_total=true`)).body).toMatchObject({ total: 1 });
  expect((await send('GET', `teams?parentId=${parent}&_total=true`)).body).toMatchObject({ total: 1 });
  expect((await send('POST', 'people', { name: 'Bob' })).status).toBe(400);
  expect(await send('POST', 'people', { name: 'Bob', teamId: lead.leadId })).toMatchObject({
    status: 409,
    body: { code: 'REFERENCE_BROKEN' },
  });
  expect(
    await send('POST', 'people', { name: 'Bob', teamId: team, ...parts, c: 'light green' }),
  ).toMatchObject({ status: 409 });
  expect(await send('POST', 'people', { name: 'Ada', teamId: team })).toMatchObject({
    status: 409,
    body: { code: 'NOT_UNIQUE' },
  });
  const refused = await send('DELETE', `teams/${parent}`);
  expect(refused).toMatchObject({ status: 409, body: { code: 'REFERENCE_BROKEN' } });
  expect(JSON.stringify(refused.body)).not.toMatch(/teams|parent_id|lead/);
  expect((await send('DELETE', `teams/${team}`)).status).toBe(204);
  expect((await send('GET', `people/${lead.leadId}`)).status).toBe(404);
});

it('links rows on both sides of a many-to-many', async () => {
  const team = String(read(await created('teams', { name: 'links' }), 'id'));
  const [a = '', b = '', c = ''] = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => String(read(await created('people', { name, teamId: team }), 'id'))),
  );
  await created('by-bigints', { id: '77' });
  const linked = async (path: string) => {
    const page = await send('GET', path);
    expect(page).toMatchObject({ status: 200, body: { next: null } });
    const items = read(page, 'items');
    return (Array.isArray(items) ? items : []).map((row: { id: string }) => row.id).sort();
  };
  const friends = (of: string) => `people/${of}/friends`;
  for (const friend of [b, c, b])
    expect(await send('PUT', `${friends(a)}/${friend}`)).toEqual({ status: 204, body: null });
  expect(await linked(friends(a))).toEqual([b, c].sort());
  expect(await linked(`${friends(a)}?name=c`)).toEqual([c]);
  expect(await linked(`people/${c}/friend-of`)).toEqual([a]);
  for (const _twice of [1, 2])
    expect(await send('DELETE', `people/${c}/friend-of/${a}`)).toEqual({ status: 204, body: null });
  expect(await linked(`people/${c}/friend-of`)).toEqual([]);
  expect(await linked(friends(a))).toEqual([b]);
  expect((await send('PUT', `by-bigints/77/people/${a}`)).status).toBe(204);
  expect(await linked(`people/${a}/numbers`)).toEqual(['77']);
  expect((await send('PUT', `people/${b}/numbers/77`)).status).toBe(204);
  expect(await linked('by-bigints/77/people')).toEqual([a, b].sort());
  expect(await send('PUT', `${friends(a)}/${team}`)).toMatchObject({ status: 404 });
  expect(await linked(friends(a))).toEqual([b]);
  expect((await send('PUT', `${friends(team)}/${a}`)).status).toBe(404);
  expect((await send('GET', friends(team))).status).toBe(404);
  for (const bad of [`${friends(a)}/x`, `${friends('x')}/${a}`, 'by-bigints/x/people/' + a])
    expect([bad, (await send('PUT', bad)).status]).toEqual([bad, 400]);
});

it('lists what belongs to a row, and brings it along', async () => {
  const parent = String(read(await created('teams', { name: 'upper' }), 'id'));
  const lower = String(read(await created('teams', { name: 'lower', parentId: parent }), 'id'));
  const eve = String(
    read(await created('people', { name: 'Eve', teamId: lower, secondName: 'upper' }), 'id'),
  );
  await created('people', { name: 'Zoe', teamId: lower });
  await send('PATCH', `teams/${lower}`, { leadId: eve });
  expect((await send('GET', `teams/${lower}/members?_sort=-name&_limit=1`)).body).toMatchObject({
    items: [{ name: 'Zoe' }],
    next: expect.any(String),
  });
  expect((await send('GET', `teams/${parent}/children`)).body).toMatchObject({ items: [{ id: lower }] });
  expect((await send('GET', `teams/${eve}/children`)).status).toBe(404);
  expect((await send('GET', `teams/${lower}?_include=parent,lead,members,children`)).body).toMatchObject({
    parent: { name: 'upper' },
    lead: { id: eve },
    members: expect.arrayContaining([expect.objectContaining({ name: 'Zoe' })]),
    children: [],
  });
  const people = await send('GET', `people?teamId=${lower}&_sort=name&_include=team,second,parts`);
  expect(people.body).toMatchObject({
    items: [
      { name: 'Eve', team: { id: lower }, second: { id: parent }, parts: null },
      { name: 'Zoe', team: { id: lower }, second: null, parts: null },
    ],
  });
  const [first]: unknown[] = Array.isArray(read(people, 'items')) ? Object(read(people, 'items')) : [];
  expect(first).not.toHaveProperty('team.members');
  expect((await send('GET', 'people?_include=friends')).status).toBe(400);
});

it('describes itself', async () => {
  const answer = await service.send('GET', '/api/docs-json');
  expect(Object.keys(Object(read(answer, 'paths')))).toEqual(
    expect.arrayContaining([
      '/api/people/{id}/friends',
      '/api/by-partses/{a}/{b}/{c}',
      '/api/people/{id}/friends/{personId}',
      '/api/keylesses',
    ]),
  );
});
