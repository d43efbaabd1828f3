import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

/** What of a built service is measured: its list of products, without HTTP. */
interface Parts {
  list(request: object): Promise<{ items: object[]; next: string | null }>;
}

export interface QueryTime {
  what: string;
  /** Medians, in milliseconds. */
  generated: number;
  alone: number;
}

const NOTHING = {
  filters: [],
  search: null,
  searchIn: [],
  sort: [],
  limit: 100,
  offset: 0,
  cursor: null,
  total: false,
  include: [],
};

/** The time of lists of 100 by the generated repository, and of their SQL by `pg` alone, taken in turns. */
export async function queryTimes(root: string, databaseUrl: string, runs: number): Promise<QueryTime[]> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    const { list } = await partsOf(root, pool);
    const [filter] = (await list({ ...NOTHING, limit: 1 })).items;
    const name = filter && 'name' in filter ? String(filter.name) : '';
    const named = { field: 'name', operator: 'gte', value: name };
    const cases: [string, object][] = [
      ['by key', NOTHING],
      ['by the indexed name', { ...NOTHING, sort: [{ field: 'name', descending: false }] }],
      ['from a name on', { ...NOTHING, filters: [named], sort: [{ field: 'name', descending: false }] }],
      ['one name', { ...NOTHING, filters: [{ ...named, operator: 'eq' }] }],
    ];
    const times: QueryTime[] = [];
    for (const [what, request] of cases) {
      const sent = await statementOf(pool, () => list(request));
      const generated: number[] = [];
      const alone: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        generated.push(await timeOf(() => list(request)));
        alone.push(await timeOf(() => pool.query(sent.text, sent.values)));
      }
      times.push({ what, generated: median(generated), alone: median(alone) });
    }
    return times;
  } finally {
    await pool.end();
  }
}

/** The repository of a built service, on a pool of ours. */
async function partsOf(root: string, pool: pg.Pool): Promise<Parts> {
  const load = (path: string): Promise<Record<string, unknown>> =>
    import(pathToFileURL(join(root, 'dist', path)).href);
  const { Database } = await load('generated/database/database.js');
  const { ProductsRepository } = await load('generated/products/repository.js');
  const { theService } = await load('generated/auth/caller.js');
  if (typeof Database !== 'function' || typeof ProductsRepository !== 'function')
    throw new Error('The built service has no repository of products.');
  const repository: object = Reflect.construct(ProductsRepository, [Reflect.construct(Database, [pool])]);
  if (!('list' in repository) || typeof repository.list !== 'function')
    throw new Error('The repository of products has no list.');
  const { list } = repository;
  return { list: (request) => Reflect.apply(list, repository, [request, theService]) };
}

/** What a piece of work asks the database, which is to be one statement. */
async function statementOf(
  pool: pg.Pool,
  work: () => Promise<unknown>,
): Promise<{ text: string; values: unknown[] }> {
  const sent: { text: string; values: unknown[] }[] = [];
  const query = pool.query.bind(pool);
  const watched = (config: { text: string }, values: unknown[]) => {
    sent.push({ text: config.text, values });
    return query(config, values);
  };
  Object.assign(pool, { query: watched });
  await work();
  Object.assign(pool, { query });
  const [only, ...more] = sent;
  if (!only || more.length > 0) throw new Error(`A list asked the database ${sent.length} times.`);
  return only;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
