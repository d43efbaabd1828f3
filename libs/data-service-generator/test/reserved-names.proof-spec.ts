import { isRecord } from '@amplication/foundation';
import { parseServiceModel } from '@amplication/service-model';
import { generate } from '../src/generate';
import { planService } from '../src/plan/service-plan';
import { installedModules } from './support/installed-modules';
import { RESERVED_MODEL, RESERVED_NAMES } from './support/reserved-names';
import { type RunningService, runOwnTests, startService, writeTranslated } from './support/running-service';
import { typeErrors } from './support/type-check';

const MINUTE = 60_000;

const model = parseServiceModel(RESERVED_MODEL);
const files = generate(model);
const plans = planService(model).entities;

let modules: string;
let service: RunningService;

beforeAll(async () => {
  modules = await installedModules();
  service = await startService(await writeTranslated(files, modules));
}, 5 * MINUTE);

afterAll(() => service?.stop());

const send = (method: string, path: string, body?: unknown) => service.send(method, `/api/${path}`, body);

/** Own properties of an answer, those that JavaScript hides included. */
const entriesOf = (value: unknown) => new Map<string, unknown>(isRecord(value) ? Object.entries(value) : []);

const relationsOf = (id: string) => model.entities.find((entity) => entity.id === id)?.relations ?? [];

const routeOf = (id: string) => plans.find(({ entity }) => entity.id === id)?.names.route ?? '';

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
    expect(typeErrors([files], modules)).toEqual([]);
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
    for (const { entity, names } of plans.slice(0, -6)) {
      const kind = entity.name;
      const { path, entries } = await created(names.route, { name: 'a', kind });
      expect([entity.name, entries.get('kind')]).toEqual([entity.name, kind]);
      expect([path, (await send('GET', path)).status]).toEqual([path, 200]);
      expect([path, (await send('PATCH', path, { name: 'b' })).status]).toEqual([path, 200]);
      expect((await send('GET', `${names.route}?name=b`)).body).toMatchObject({ total: 1 });
      expect([path, (await send('DELETE', path)).status]).toEqual([path, 204]);
    }
  },
  5 * MINUTE,
);

it.each(['every-field', 'physical'])(
  'keeps a field of each name: %s',
  async (id) => {
    const fields = plans.find(({ entity }) => entity.id === id)?.entity.fields ?? [];
    const names = fields.map(({ name }) => name).filter((name) => name !== 'key');
    expect(names.length).toBeGreaterThan(200);
    const values = (text: string) => Object.fromEntries(names.map((name) => [name, `${text} ${name}`]));
    const { path, entries } = await created(routeOf(id), values('first'));
    for (const name of names) expect([name, entries.get(name)]).toEqual([name, `first ${name}`]);
    const changed = entriesOf((await send('PATCH', path, values('second'))).body);
    for (const name of names) expect([name, changed.get(name)]).toEqual([name, `second ${name}`]);
    for (const name of names.filter((one) => !/^_(?:limit|offset|order|sort)$/.test(one))) {
      const answer = await send('GET', `${routeOf(id)}?${name}=${encodeURIComponent(`second ${name}`)}`);
      expect([name, answer]).toMatchObject([name, { status: 200, body: { total: 1 } }]);
    }
  },
  5 * MINUTE,
);

it(
  'sorts by a field of each name',
  async () => {
    const fields = plans.find(({ entity }) => entity.id === 'every-field')?.entity.fields ?? [];
    for (const { name } of fields) {
      const route = `${routeOf('every-field')}?_order=desc&_sort=${name}`;
      expect([name, (await send('GET', route)).status]).toEqual([name, 200]);
    }
    expect((await send('GET', `${routeOf('every-field')}?_sort=constructor_`)).status).toBe(400);
  },
  5 * MINUTE,
);

it(
  'keeps a value of each name',
  async () => {
    for (const value of RESERVED_NAMES) {
      const { entries } = await created(routeOf('every-value'), { value });
      expect(entries.get('value')).toBe(value);
      expect((await send('GET', `${routeOf('every-value')}?value=${value}`)).body).toMatchObject({
        total: 1,
      });
    }
  },
  5 * MINUTE,
);

it.each(['every-relation-0', 'every-relation-1'])(
  'keeps a relation of each name: %s',
  async (id) => {
    const plan = plans.find(({ entity }) => entity.id === id);
    const held = plan?.columns.filter(({ reference }) => reference !== null) ?? [];
    expect(held).toHaveLength(relationsOf(id).length);
    const body: Record<string, string> = {};
    for (const { api, reference } of held)
      body[api] = (await created(routeOf(reference?.entity.id ?? ''))).key;
    const { entries } = await created(routeOf(id), body);
    for (const { api } of held) expect([api, entries.get(api)]).toEqual([api, body[api]]);
  },
  5 * MINUTE,
);

it(
  'links by a many-to-many of each name',
  async () => {
    const { key } = await created(routeOf('every-value'));
    const { path } = await created(routeOf('every-link'));
    const links = plans.find(({ entity }) => entity.id === 'every-link')?.links ?? [];
    expect(links).toHaveLength(relationsOf('every-link').length);
    for (const { route } of links)
      expect([route, await send('PUT', `${path}/${route}`, { ids: [key] })]).toEqual([
        route,
        { status: 200, body: { ids: [key] } },
      ]);
    for (const { route } of plans.find(({ entity }) => entity.id === 'every-value')?.links ?? [])
      expect([route, (await send('GET', `${routeOf('every-value')}/${key}/${route}`)).status]).toEqual([
        route,
        200,
      ]);
  },
  5 * MINUTE,
);

it(
  'passes the tests of the entity that has every name as a field',
  async () => {
    await runOwnTests(service.root, routeOf('every-field'));
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
