import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { createTestDatabase, type TestDatabase } from '@amplication/testing';
import pg from 'pg';
import { generate } from '../src/generate';
import { planService } from '../src/plan/service-plan';
import { sampleModel } from '../src/sample/sample-model';
import { EVERY_CONSTRUCT } from './support/models';
import { RESERVED_MODEL } from './support/reserved-names';
import { writeTranslated } from './support/running-service';

const MINUTE = 60_000;
const run = promisify(execFile);

interface Seeded {
  root: string;
  database: TestDatabase;
  /** What `npm run seed` says. Rejects with what it prints where it refuses. */
  seed(args?: readonly string[], env?: Record<string, string>): Promise<string>;
  rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]>;
  end(): Promise<void>;
}

/** A service that is migrated, on a database of its own. */
async function migrated(model: ServiceModel): Promise<Seeded> {
  const root = await writeTranslated(generate(model));
  const database = await createTestDatabase();
  const command = async (name: string, args: readonly string[], env: Record<string, string> = {}) => {
    const { stdout } = await run(process.execPath, [`dist/generated/commands/${name}.js`, ...args], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.url, ...env },
      maxBuffer: 2 ** 26,
    });
    return stdout;
  };
  await command('migrate', []);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return {
    root,
    database,
    seed: (args = [], env = {}) => command('seed', args, env),
    rows: async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows,
    async end() {
      await client.end();
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The rules that the API has for what is created, asked of each row that is there; what it says of those it refuses. */
async function refusedByApi(service: Seeded, model: ServiceModel): Promise<string> {
  const checks = planService(model).entities.flatMap(({ names, columns }) => {
    const properties = columns
      .filter(({ create, field, api, property }) => create !== 'never' && !field.secret && api === property)
      .map(({ property }) => property);
    return properties.length === 0 ? [] : [{ ...names, properties }];
  });
  const imports = checks.map(
    ({ folder, file, createDto, table }, index) =>
      `import { ${createDto} as Dto${index} } from './dist/generated/${folder}/dto/create-${file}.dto.js';
import { ${table} as table${index} } from './dist/${folder}/${folder}.table.js';`,
  );
  const calls = checks.map(
    ({ properties }, index) => `await check(Dto${index}, table${index}, ${JSON.stringify(properties)});`,
  );
  const script = `import 'reflect-metadata';
import { validateSync } from 'class-validator';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
${imports.join('\n')}
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const database = drizzle(pool);
async function check(Dto, table, properties) {
  for (const row of await database.select().from(table)) {
    const dto = new Dto();
    for (const name of properties) if (row[name] !== null) dto[name] = row[name];
    for (const { property, value, constraints } of validateSync(dto))
      console.log(Dto.name, property, JSON.stringify(value), JSON.stringify(constraints));
  }
}
${calls.join('\n')}
await pool.end();
`;
  await writeFile(join(service.root, 'check.js'), script);
  const env = { ...process.env, DATABASE_URL: service.database.url };
  return (await run(process.execPath, ['check.js'], { cwd: service.root, env, maxBuffer: 2 ** 26 })).stdout;
}

describe('the rows of the sample', () => {
  let service: Seeded;
  beforeAll(async () => {
    service = await migrated(sampleModel());
  }, 8 * MINUTE);
  afterAll(() => service?.end());

  it('are there, point at each other, and pass every rule of the API', async () => {
    const said = await service.seed(['--rows', '30']);
    expect(said).toContain('customer: 30 rows\n');
    expect(said).not.toContain(' of 30 rows');
    const counted = await service.rows<{ orders: string; customers: string; links: string }>(
      `select count(*) orders, count(distinct customer_id) customers,
       (select count(*) from product_categories) links from orders`,
    );
    expect(Number(counted[0]?.orders)).toBe(30);
    expect(Number(counted[0]?.customers)).toBeGreaterThan(5);
    expect(Number(counted[0]?.links)).toBeGreaterThan(10);
    expect(await refusedByApi(service, sampleModel())).toBe('');
  });

  it('are not added to those that are there, unless these may go; then they are the same ones again', async () => {
    const names = () => service.rows('select * from customers order by id');
    const before = await names();
    await expect(service.seed()).rejects.toThrow('With --reset they are deleted first.');
    await service.seed(['--rows=30', '--reset']);
    expect(await names()).toEqual(before);
  });

  it('are never made in production', async () => {
    await expect(service.seed(['--reset'], { NODE_ENV: 'production' })).rejects.toThrow(
      'do not belong in production',
    );
    expect(await service.rows('select id from customers')).toHaveLength(30);
  });

  it.each([['--row'], ['--rows=0'], ['--rows=many'], ['more']])(
    'are not made by %s, which nobody knows',
    async (arg) => {
      await expect(service.seed([arg])).rejects.toThrow('Usage: npm run seed');
    },
  );
});

it(
  'makes nothing, and says what to do, where there are no tables',
  async () => {
    const service = await migrated(sampleModel());
    try {
      await service.rows('drop table orders cascade');
      await expect(service.seed()).rejects.toThrow('Run `npm run migrate` first');
      expect(await service.rows('select id from customers')).toEqual([]);
    } finally {
      await service.end();
    }
  },
  MINUTE,
);

it.each([
  ['every construct', EVERY_CONSTRUCT],
  ['reserved names', RESERVED_MODEL],
])(
  'makes rows for %s, and again after a reset',
  async (_what, parts) => {
    const model = parseServiceModel(parts);
    const service = await migrated(model);
    try {
      const said = await service.seed(['--rows', '12']);
      const lines = said.trim().split('\n');
      expect(lines.filter((line) => / of 12 rows|is empty/.test(line))).toMatchSnapshot();
      expect(await refusedByApi(service, model)).toBe('');
      expect((await service.seed(['--rows', '12', '--reset'])).trim().split('\n')).toHaveLength(lines.length);
    } finally {
      await service.end();
    }
  },
  5 * MINUTE,
);
