import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { LIST_PARAMETERS } from '../src/names/own-names';
import { planService } from '../src/plan/service-plan';
import { RESERVED_MODEL, RESERVED_NAMES } from './support/reserved-names';
import { type RunningService, startService, tokenOf, writeTranslated } from './support/running-service';
import { typeErrors } from './support/type-check';

const MINUTE = 60_000;

const model = parseServiceModel(RESERVED_MODEL);
const files = generate(model);
const plans = planService(model).entities;

let service: RunningService;

beforeAll(async () => {
  service = await startService(await writeTranslated(files));
}, 5 * MINUTE);

afterAll(() => service?.stop());

const send = (method: string, path: string, body?: unknown) => service.send(method, `/api/${path}`, body);

/** Own properties of an answer, those that JavaScript hides included. */
const entriesOf = (value: unknown) => new Map<string, unknown>(isRecord(value) ? Object.entries(value) : []);

const planOf = (id: string) => plans.find(({ entity }) => entity.id === id);

const relationsOf = (id: string) => model.entities.find((entity) => entity.id === id)?.relations ?? [];

const routeOf = (id: string) => planOf(id)?.names.route ?? '';

/** A row of an entity that needs nothing, and its path. */
async function created(route: string, body: object = {}) {
  const answer = await send('POST', route, body);
  expect([route, answer]).toMatchObject([route, { status: 201 }]);
  const key = String(entriesOf(answer.body).get('key'));
  return { key, path: `${route}/${key}`, entries: entriesOf(answer.body) };
}

it(
  'compiles',
  () => {
    expect(typeErrors([files])).toEqual([]);
  },
  20 * MINUTE,
);

it('gives files whose names differ on every file system', () => {
  const paths = files.map(({ path }) => path.toLowerCase());
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths.filter((path) => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/.test(path))).toEqual([]);
});

it(
  'answers for an entity of each name, with an enum of that name',
  async () => {
    for (const { entity, names } of plans.filter(({ entity }) => RESERVED_NAMES.includes(entity.id))) {
      const kind = entity.name;
      const { path, entries } = await created(names.route, { name: 'a', kind });
      expect([entity.name, entries.get('kind')]).toEqual([entity.name, kind]);
      expect([path, (await send('GET', path)).status]).toEqual([path, 200]);
      expect([path, (await send('PATCH', path, { name: 'b' })).status]).toEqual([path, 200]);
      expect((await send('GET', `${names.route}?name=b&_total=true`)).body).toMatchObject({ total: 1 });
      expect([path, (await send('DELETE', path)).status]).toEqual([path, 204]);
    }
  },
  5 * MINUTE,
);

it.each(['every-field-0', 'every-field-1', 'physical-0', 'physical-1'])(
  'keeps a field of each name: %s',
  async (id) => {
    const fields = planOf(id)?.entity.fields ?? [];
    const names = fields.map(({ name }) => name).filter((name) => name !== 'key');
    expect(names.length).toBeGreaterThan(200);
    const values = (text: string) => Object.fromEntries(names.map((name) => [name, `${text} ${name}`]));
    const { path, entries } = await created(routeOf(id), values('first'));
    for (const name of names) expect([name, entries.get(name)]).toEqual([name, `first ${name}`]);
    const changed = entriesOf((await send('PATCH', path, values('second'))).body);
    for (const name of names) expect([name, changed.get(name)]).toEqual([name, `second ${name}`]);
    for (const name of names.filter((one) => !LIST_PARAMETERS.has(one))) {
      const value = encodeURIComponent(`second ${name}`);
      const answer = await send('GET', `${routeOf(id)}?${name}=${value}&_total=true`);
      expect([name, answer]).toMatchObject([name, { status: 200, body: { total: 1 } }]);
    }
  },
  5 * MINUTE,
);

it.each(['every-field-0', 'every-field-1'])(
  'sorts by a field of each name: %s',
  async (id) => {
    for (const { name } of planOf(id)?.entity.fields ?? []) {
      const route = `${routeOf(id)}?_sort=-${name}`;
      expect([name, (await send('GET', route)).status]).toEqual([name, 200]);
    }
    expect((await send('GET', `${routeOf(id)}?_sort=constructor___`)).status).toBe(400);
  },
  5 * MINUTE,
);

it.each(['every-value-0', 'every-value-1'])(
  'keeps a value of each name: %s',
  async (id) => {
    const values = model.enums.find((one) => one.id === id.replace('every-value', 'values'))?.values ?? [];
    expect(values.length).toBeGreaterThan(200);
    for (const { name } of values) {
      const { entries } = await created(routeOf(id), { value: name });
      expect(entries.get('value')).toBe(name);
      expect((await send('GET', `${routeOf(id)}?value=${name}&_total=true`)).body).toMatchObject({
        total: 1,
      });
    }
  },
  5 * MINUTE,
);

it.each(['every-relation-0', 'every-relation-1'])(
  'keeps a relation of each name, and shows it from both sides: %s',
  async (id) => {
    const held = planOf(id)?.related ?? [];
    expect(held).toHaveLength(relationsOf(id).length);
    const body: Record<string, string> = {};
    for (const { pairs, other } of held)
      for (const { here } of pairs) body[here.api] = (await created(other.names.route)).key;
    const { path, key, entries } = await created(routeOf(id), body);
    for (const [api, value] of Object.entries(body)) expect([api, entries.get(api)]).toEqual([api, value]);

    for (const { api, pairs, other, relation } of held) {
      const there = body[pairs[0]?.here.api ?? ''];
      const row = entriesOf((await send('GET', `${path}?_include=${api}`)).body);
      expect([api, row.get(api)]).toMatchObject([api, { key: there }]);
      const inverse = planOf(other.entity.id)?.related.find((one) => one.relation === relation);
      const otherPath = `${other.names.route}/${there}`;
      const turned = entriesOf((await send('GET', `${otherPath}?_include=${String(inverse?.api)}`)).body);
      expect([api, turned.get(String(inverse?.api))]).toMatchObject([api, [{ key }]]);
      const below = `${otherPath}/${String(inverse?.route)}`;
      expect([below, await send('GET', below)]).toMatchObject([
        below,
        { status: 200, body: { items: [{ key }], next: null } },
      ]);
    }
  },
  5 * MINUTE,
);

it(
  'links by a many-to-many of each name',
  async () => {
    const value = await created(routeOf('every-value-0'));
    const { path, key } = await created(routeOf('every-link'));
    const links = planOf('every-link')?.links ?? [];
    expect(links).toHaveLength(relationsOf('every-link').length);
    for (const { route } of links) {
      const below = `${path}/${route}`;
      expect([below, (await send('PUT', `${below}/${value.key}`)).status]).toEqual([below, 204]);
      expect([below, (await send('GET', below)).body]).toMatchObject([
        below,
        { items: [{ key: value.key }] },
      ]);
    }
    const turned = planOf('every-value-0')?.links ?? [];
    expect(turned).toHaveLength(links.length);
    for (const { route } of turned) {
      const below = `${value.path}/${route}`;
      expect([below, (await send('GET', below)).body]).toMatchObject([below, { items: [{ key }] }]);
      expect([below, (await send('DELETE', `${below}/${key}`)).status]).toEqual([below, 204]);
      expect([below, (await send('GET', below)).body]).toMatchObject([below, { items: [] }]);
    }
  },
  5 * MINUTE,
);

it(
  'lets a role of each name do what it may, and no other',
  async () => {
    const route = `/api/${routeOf('every-role')}`;
    const answer = async (role: string, method: string, body?: object) =>
      (await service.ask(method, route, { token: await tokenOf([role]), body })).status;
    for (const { name } of model.roles) {
      expect([name, await answer(name, 'GET')]).toEqual([name, 200]);
      expect([name, await answer(name, 'POST', { [`of_${name}`]: 'x' })]).toEqual([name, 201]);
      expect([name, await answer(name, 'POST', { of_nobody: 'x' })]).toEqual([name, 403]);
      expect([name, await answer(`${name}\u200b`, 'GET')]).toEqual([name, 403]);
    }
  },
  5 * MINUTE,
);

it(
  'describes itself',
  async () => {
    expect((await service.send('GET', '/api/docs-json')).status).toBe(200);
  },
  MINUTE,
);
