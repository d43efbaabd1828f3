import type { ServiceModel } from '@amplication/service-model';
import { randomModel } from '@amplication/service-model/testing';
import { createTestDatabase, proofRuns, type TestDatabase } from '@amplication/testing';
import fc from 'fast-check';
import pg from 'pg';
import { generate } from '../src/generate';
import { typeErrors } from './support/type-check';

const MINUTE = 60_000;
/** As many as one program of the compiler has room for. */
const BATCH = 50;
const RUNS = proofRuns({ sample: 20, whole: 1_000 });

/** The same models in each run, so that a failure can be looked at. */
const models = fc.sample(randomModel(), { numRuns: RUNS, seed: 20_261_127 });

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database?.drop());

it(
  'gives code that type-checks',
  () => {
    for (let from = 0; from < models.length; from += BATCH) {
      const services = models.slice(from, from + BATCH).map(generate);
      expect(typeErrors(services).map((error) => `models ${from} and on: ${error}`)).toEqual([]);
    }
  },
  90 * MINUTE,
);

it(
  'gives a migration that PostgreSQL accepts',
  async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      for (const [index, model] of models.entries()) {
        await client.query('BEGIN');
        expect([index, await refusalOf(client, model)]).toEqual([index, null]);
        await client.query('ROLLBACK');
      }
    } finally {
      await client.end();
    }
  },
  20 * MINUTE,
);

/** What PostgreSQL says against the migration of a model. */
async function refusalOf(client: pg.Client, model: ServiceModel): Promise<string | null> {
  const migration = generate(model).find(({ path }) => path.startsWith('migrations/'));
  try {
    await client.query(migration?.content ?? 'no migration');
    return null;
  } catch (error) {
    return String(error);
  }
}
