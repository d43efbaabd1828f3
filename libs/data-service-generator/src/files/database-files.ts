import { file, type GeneratedFile } from '../render/generated-file';

/** Connection, migrations and errors of PostgreSQL; the health of the service depends on it. */
export function databaseFiles(): GeneratedFile[] {
  return [
    file('src/database/base-columns.ts', BASE_COLUMNS),
    file('src/database/database.ts', DATABASE),
    file('src/database/database.module.ts', DATABASE_MODULE),
    file('src/database/database-error.filter.ts', ERROR_FILTER),
    file('src/database/database-error.filter.test.ts', ERROR_FILTER_TEST),
    file('src/database/migrate.ts', MIGRATE),
    file('src/health/health.controller.ts', HEALTH_CONTROLLER),
    file('src/health/health.controller.test.ts', HEALTH_TEST),
    file('src/health/health.module.ts', HEALTH_MODULE),
  ];
}

const BASE_COLUMNS = `import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** What every table has. */
export const baseColumns = {
  id: uuid('id').primaryKey().defaultRandom(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
};
`;

const DATABASE = `import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Injects the {@link Database}. */
export const DATABASE = Symbol('database');

export type Database = NodePgDatabase;
`;

const DATABASE_MODULE = `import { Global, Logger, Module, OnApplicationShutdown } from '@nestjs/common';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { readConfig } from '../config';
import { DATABASE } from './database';

/** One pool of connections for the whole service. */
@Global()
@Module({
  providers: [
    { provide: Pool, useFactory: () => new Pool({ connectionString: readConfig().databaseUrl }) },
    { provide: DATABASE, useFactory: (pool: Pool) => drizzle(pool), inject: [Pool] },
  ],
  exports: [DATABASE],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {
    // The pool replaces an idle connection that breaks; without a listener the error would end the process.
    pool.on('error', (error) => Logger.warn(error.message, DatabaseModule.name));
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.end();
  }
}
`;

const ERROR_FILTER = `import { ArgumentsHost, BadRequestException, Catch, ConflictException } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';

/** Unique violation and foreign key violation. */
const CLASHES = ['23505', '23503'];

/** The class of errors about values that do not fit their column. */
const DATA_EXCEPTION = '22';

/** What the driver reports: https://www.postgresql.org/docs/current/errcodes-appendix.html */
interface PostgresError {
  code: string;
  detail?: string;
}

/** Answers 409 or 400 where PostgreSQL refused what the caller sent, instead of 500. */
@Catch()
export class DatabaseErrorFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    super.catch(explain(error), host);
  }
}

/** The answer to an error of the database; every other error as it is. */
export function explain(error: unknown): unknown {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (!isPostgresError(cause)) return error;
  const message = cause.detail ?? 'The values clash with what is stored.';
  if (CLASHES.includes(cause.code)) return new ConflictException(message);
  if (cause.code.startsWith(DATA_EXCEPTION)) return new BadRequestException('A value is out of range.');
  return error;
}

const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';
`;

const ERROR_FILTER_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BadRequestException, ConflictException } from '@nestjs/common';
import { explain } from './database-error.filter';

const failure = (code: string) => new Error('Failed query', { cause: Object.assign(new Error(), { code }) });

describe('explain', () => {
  it('says that a unique value or a referenced row stands in the way', () => {
    assert.ok(explain(failure('23505')) instanceof ConflictException);
    assert.ok(explain(failure('23503')) instanceof ConflictException);
  });

  it('says that a value is out of range', () => {
    assert.ok(explain(failure('22003')) instanceof BadRequestException);
  });

  it('leaves every other error as it is', () => {
    const error = failure('53300');
    assert.equal(explain(error), error);
  });
});
`;

const MIGRATE = `import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';

/** Any number: processes that start together wait for each other by it. */
const LOCK = 7_306_114;

const RECORDS = 'CREATE TABLE IF NOT EXISTS "_migrations" ("name" text PRIMARY KEY, "sha256" text NOT NULL)';

/**
 * Runs the files of \`migrations/\` in the order of their names, all in one transaction.
 * A file runs again when its text has changed. Returns the names of those that ran.
 */
export async function migrate(databaseUrl: string, folder = 'migrations'): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(RECORDS);
    const ran = await runChanged(client, folder);
    await client.query('COMMIT');
    return ran;
  } finally {
    await client.end();
  }
}

async function runChanged(client: Client, folder: string): Promise<string[]> {
  const known = await client.query<{ name: string; sha256: string }>('SELECT * FROM "_migrations"');
  const hashes = new Map(known.rows.map((row) => [row.name, row.sha256]));
  const ran: string[] = [];
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
    const sql = await readFile(join(folder, name), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    if (hashes.get(name) === sha256) continue;
    await client.query(sql);
    await client.query(
      'INSERT INTO "_migrations" VALUES ($1, $2) ON CONFLICT ("name") DO UPDATE SET "sha256" = $2',
      [name, sha256],
    );
    ran.push(name);
  }
  return ran;
}
`;

const HEALTH_CONTROLLER = `import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { sql } from 'drizzle-orm';
import { DATABASE, type Database } from '../database/database';

@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(@Inject(DATABASE) private readonly database: Pick<Database, 'execute'>) {}

  /** 200 while the service can do its work; 503 while the database does not answer. */
  @Get()
  @ApiOkResponse()
  async check(): Promise<{ status: 'ok' }> {
    try {
      await this.database.execute(sql\`select 1\`);
    } catch (error) {
      throw new ServiceUnavailableException('The database does not answer.', { cause: error });
    }
    return { status: 'ok' };
  }
}
`;

const HEALTH_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATABASE } from '../database/database';
import { startApi } from '../testing/start-api';
import { HealthController } from './health.controller';

const statusWith = async (execute: () => Promise<unknown>) => {
  const api = await startApi({
    controllers: [HealthController],
    providers: [{ provide: DATABASE, useValue: { execute } }],
  });
  const { status } = await api.send('GET', '/health');
  await api.close();
  return status;
};

describe('HealthController', () => {
  it('answers 200 while the database answers', async () => {
    assert.equal(await statusWith(async () => []), 200);
  });

  it('answers 503 while it does not', async () => {
    assert.equal(await statusWith(() => Promise.reject(new Error('down'))), 503);
  });
});
`;

const HEALTH_MODULE = `import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';

@Module({ controllers: [HealthController] })
export class HealthModule {}
`;
