import { readPrisma, readSql } from '@amplication/model-exchange';
import { prismaScript } from '@amplication/model-exchange/testing';
import {
  CATALOGUE_QUERY,
  type DatabaseSchema,
  readCatalogue,
  schemaOf,
  writeSql,
} from '@amplication/postgres-schema';
import { tableOf } from '@amplication/service-model';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startThrowAwayPostgres } from '../../platform/postgres/throw-away-postgres';
import type { Tally } from '../measure';
import type { SchemaFile } from '../schema-files';
import { differencesOf } from './differences';

/** What came of a schema that was made in PostgreSQL, and its model in another database. */
export interface RoundTrip {
  name: string;
  /** `different` when a table differs to which no loss belongs. */
  outcome: 'equal' | 'different' | 'not run';
  tables: Tally;
  differences: string[];
}

/** Makes each schema and its model in databases of their own, and compares the two. */
export async function roundTrips(files: readonly SchemaFile[]): Promise<RoundTrip[]> {
  const server = await startServer();
  try {
    const all: RoundTrip[] = [];
    for (const file of files) all.push(await roundTrip(server.url, file));
    return all;
  } finally {
    await server.stop();
  }
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { TEST_DATABASE_URL } = process.env;
  if (TEST_DATABASE_URL) return { url: TEST_DATABASE_URL, stop: () => Promise.resolve() };
  const { adminUrl, stop } = await startThrowAwayPostgres();
  return { url: adminUrl, stop };
}

async function roundTrip(server: string, file: SchemaFile): Promise<RoundTrip> {
  try {
    return await compare(server, file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { name: file.name, outcome: 'not run', tables: { all: 0, kept: 0 }, differences: [why] };
  }
}

async function compare(server: string, { name, format, text }: SchemaFile): Promise<RoundTrip> {
  const { model, losses } = format === 'sql' ? await readSql(text) : await readPrisma(text);
  const script = format === 'sql' ? withoutPsql(text) : await prismaScript(withoutAddresses(text));
  const extensions = model.extensions.map(extension);
  const before = await databaseOf(server, 'its own script', [...extensions, script]);
  const after = await databaseOf(server, 'the SQL of its model', [writeSql(schemaOf(model))]);
  const keep = format === 'sql' ? (schema: DatabaseSchema) => schema : withoutComments;
  const { tables, others } = differencesOf(keep(before), keep(after));
  const lost = new Set(losses.flatMap(({ entity }) => entity ?? []));
  for (const entity of model.entities)
    if (lost.has(entity.name)) {
      const place = tableOf(entity);
      lost.add(`${place.schema}.${place.name}`);
    }
  const untold = [...tables].filter(([table]) => !lost.has(table));
  const subjects = losses.map(({ subject }) => subject);
  const unsaid = others.filter((one) => !subjects.some((subject) => one.includes(`.${subject}:`)));
  return {
    name,
    outcome: untold.length === 0 && unsaid.length === 0 ? 'equal' : 'different',
    tables: {
      all: before.tables.length,
      kept: before.tables.filter((one) => !tables.has(`${one.schema}.${one.name}`)).length,
    },
    differences: [...untold.flatMap(([table, found]) => found.map((one) => `${table}: ${one}`)), ...unsaid],
  };
}

/** Lines that tell psql how to run a script, which PostgreSQL itself does not know. */
const withoutPsql = (script: string): string =>
  script.replace(/^\\(?:set|unset|echo|qecho|timing|encoding|pset|restrict|unrestrict)\b.*$/gm, '');

/** Prisma's engine asks for addresses elsewhere than in the schema, where older versions had them. */
const withoutAddresses = (schema: string): string =>
  schema.replace(/^[ \t]*(?:url|directUrl|shadowDatabaseUrl)[ \t]*=.*$/gm, '');

/** Prisma keeps its documentation out of the database, where a model writes descriptions as comments. */
const withoutComments = (schema: DatabaseSchema): DatabaseSchema => ({
  ...schema,
  enums: schema.enums.map((one) => ({ ...one, comment: '' })),
  tables: schema.tables.map((table) => ({
    ...table,
    comment: '',
    columns: table.columns.map((column) => ({ ...column, comment: '' })),
  })),
});

const extension = (name: string) => `CREATE EXTENSION IF NOT EXISTS "${name.replaceAll('"', '""')}"`;

/** Runs scripts in a new database, says what is there then, and takes it away. */
async function databaseOf(server: string, what: string, scripts: readonly string[]): Promise<DatabaseSchema> {
  const database = `coverage_${randomBytes(8).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = new URL(server);
  url.pathname = `/${database}`;
  try {
    return await withClient(url.href, async (client) => {
      for (const script of scripts) await run(client, what, script);
      const { rows } = await client.query<{ catalogue: string }>(CATALOGUE_QUERY);
      return readCatalogue(rows[0]?.catalogue ?? '').schema;
    });
  } finally {
    await withClient(server, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
  }
}

async function run(client: pg.Client, what: string, script: string): Promise<void> {
  try {
    await client.query(script);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`PostgreSQL refuses ${what}: ${why}`, { cause: error });
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
