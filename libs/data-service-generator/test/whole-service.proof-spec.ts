import { rm } from 'node:fs/promises';
import { isRecord } from '@amplication/foundation';
import { parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { createTestDatabase, proofCases } from '@amplication/testing';
import { generate } from '../src/generate';
import { sampleModel } from '../src/sample/sample-model';
import { EVERY_CONSTRUCT, keyed, field, PERMISSIONS } from './support/models';
import { RESERVED_MODEL } from './support/reserved-names';
import { type RunningService, runIn, startService, writeSources } from './support/running-service';

/*
 * `npm run test:generated`: what a team does with a delivered service on its first days, for several models. Nothing of
 * the service is touched: its own commands check, build, test and fill it.
 */

const MINUTE = 60_000;

/** Every second one without `LONG_PROOFS=1`. */
const MODELS: readonly [string, () => ServiceModel][] = [
  ['one entity', () => modelOf('One', [keyed('Note', [field('text', 'text', { required: true })])])],
  ['the sample', sampleModel],
  ['every construct', () => parseServiceModel(EVERY_CONSTRUCT)],
  ['names that others keep', () => parseServiceModel(RESERVED_MODEL)],
  ['permissions', () => parseServiceModel(PERMISSIONS)],
  ['sixty entities', () => sixtyEntities()],
];

describe.each(proofCases(MODELS, 2))('%s', (_name, model) => {
  let root: string;

  beforeAll(async () => {
    root = await writeSources(generate(model()));
  });

  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(['format:check', 'lint', 'build'])(
    'is green: npm run %s',
    async (script) => {
      await runIn(root, 'npm', ['run', script]);
    },
    10 * MINUTE,
  );

  it(
    'is green: npm test',
    async () => {
      await runIn(root, 'npm', ['test']);
    },
    20 * MINUTE,
  );

  it(
    'can be filled with made-up rows',
    async () => {
      const database = await createTestDatabase();
      const env = { DATABASE_URL: database.url, AUTH_SHARED_KEY: 'k'.repeat(40) };
      try {
        await runIn(root, 'npm', ['run', 'migrate'], env);
        await runIn(root, 'npm', ['run', 'seed', '--', '--rows', '5'], env);
      } finally {
        await database.drop();
      }
    },
    5 * MINUTE,
  );

  describe('running', () => {
    let service: RunningService;
    let routes: readonly (readonly [method: string, path: string])[];

    beforeAll(async () => {
      service = await startService(root);
      routes = routesOf((await service.send('GET', '/api/docs-json')).body);
    }, 2 * MINUTE);

    afterAll(() => service?.stop());

    it(
      'lets nobody in without a token, or with one that is none',
      async () => {
        expect(routes.length).toBeGreaterThan(0);
        for (const [method, path] of routes)
          for (const token of [null, 'x.y.z'])
            expect([method, path, await service.ask(method, path, { token })]).toMatchObject([
              method,
              path,
              { status: path.startsWith('/health/') ? 200 : 401 },
            ]);
      },
      MINUTE,
    );

    it(
      'answers what nobody should send with a problem, and never with an error of its own',
      async () => {
        for (const [method, path] of routes.filter(([name]) => name !== 'GET'))
          for (const body of [[], null, 7, '{', { ['__proto__']: 1 }, { constructor: {} }, 'null']) {
            const { status } = await service.ask(method, path, { body });
            expect([method, path, body, status < 500]).toEqual([method, path, body, true]);
          }
        expect(service.log()).not.toContain('"level":"error"');
      },
      5 * MINUTE,
    );
  });
});

/** Each operation of an OpenAPI document, with something in place of its parameters. */
function routesOf(document: unknown): [string, string][] {
  const paths = isRecord(document) && isRecord(document['paths']) ? document['paths'] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(isRecord(item) ? item : {}).map((method): [string, string] => [
      method.toUpperCase(),
      path.replace(/\{[^}]+\}/g, '6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10'),
    ]),
  );
}

const modelOf = (name: string, entities: object[]): ServiceModel =>
  parseServiceModel({ version: 2, name, description: '', roles: [], enums: [], entities });

/** Sixty entities in a chain, each with fields of the usual types. */
function sixtyEntities(): ServiceModel {
  const entities = Array.from({ length: 60 }, (_, at) =>
    keyed(
      `Thing${at}`,
      [
        field('name', 'text', { required: true, maxLength: 80, searchable: true }),
        field('code', 'text', { required: true, unique: true, pattern: '^[A-Z]{2}-[0-9]{4}$' }),
        field('price', 'decimal', { precision: 10, scale: 2, minimum: '0' }),
        field('count', 'integer', { required: true, default: { kind: 'literal', value: 0 } }),
        field('at', 'timestamp', {}),
        field('isActive', 'boolean', { required: true, default: { kind: 'literal', value: true } }),
      ],
      at === 0
        ? {}
        : {
            relations: [
              { id: 'before', name: 'before', entityId: `Thing${at - 1}`, inverse: { name: 'after' } },
            ],
          },
    ),
  );
  return modelOf('Sixty', entities);
}
