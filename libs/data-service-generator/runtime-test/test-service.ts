import 'reflect-metadata';
import { after, before } from 'node:test';
import { type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { Database } from '../runtime/database/database.js';
import { queryFailureOf } from '../runtime/database/query-failure.js';
import { nameOf, propertyOf } from '../runtime/http/api-names.js';
import { type ServiceFacts } from '../runtime/http/open-api.js';
import { APP_OPTIONS, setUpApp } from '../runtime/http/set-up-app.js';
import { Caller, type Who } from './caller.js';
import { makeDatabase, type TestDatabase } from './server/databases.js';
import { type Values } from './values.js';

export { type Values } from './values.js';

/** Settings that do not depend on where the tests run. What is empty counts as not set, and hides what `.env` says. */
const SETTINGS = {
  NODE_ENV: 'test',
  AUTH_SHARED_KEY: 'a key that only the tests of this service know',
  AUTH_JWKS_URL: '',
  AUTH_ISSUER: '',
  AUTH_AUDIENCE: '',
  AUTH_ROLES_CLAIM: '',
  AUTH_TENANT_CLAIM: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
  RATE_LIMIT_PER_CALLER: '0',
  RATE_LIMIT_PER_ADDRESS: '0',
  LOG_LEVEL: 'silent',
  API_DOCS: 'false',
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSED_BY_FOREIGN_KEY: readonly (string | undefined)[] = ['23503', '23001'];

/** The service as it runs, on a port and a database of its own. */
export class TestService {
  private count = 0;
  private app: NestExpressApplication | undefined;
  private database: TestDatabase | undefined;
  private origin = '';

  async start(module: Type, facts: ServiceFacts): Promise<void> {
    this.database = await makeDatabase();
    Object.assign(process.env, SETTINGS, { DATABASE_URL: this.database.url });
    const app = await NestFactory.create<NestExpressApplication>(module, { ...APP_OPTIONS, logger: false });
    this.app = app;
    setUpApp(app, facts);
    await app.listen(0, '127.0.0.1');
    this.origin = await app.getUrl();
  }

  async stop(): Promise<void> {
    this.app?.getHttpServer().closeAllConnections();
    await this.app?.close();
    await this.database?.drop();
  }

  /** Counts, so that values can differ from those before. */
  next(): number {
    this.count += 1;
    return this.count;
  }

  /** A caller with a token of the service. */
  as(who: Who): Caller {
    return new Caller(() => this.origin, who);
  }

  /** Somebody without a token. */
  asNobody(): Caller {
    return new Caller(() => this.origin, null);
  }

  /** A part of the service, such as a repository. */
  part<Part>(type: abstract new (...args: never[]) => Part): Part {
    return this.running.get<Part>(type);
  }

  /** Puts a row into a table, whatever the API would say of it. */
  async insert(table: PgTable, values: Values): Promise<Values> {
    const given: Values = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [propertyOf(name), value]),
    );
    const [row] = await this.drizzle.insert(table).values(given).returning();
    if (!row) throw new Error('PostgreSQL has not said what was written.');
    return byApiNames(row);
  }

  /** All rows of a table, as PostgreSQL has them. */
  async rowsOf(table: PgTable): Promise<Values[]> {
    const rows: Values[] = await this.drizzle.select().from(table);
    return rows.map(byApiNames);
  }

  /** Takes a row out of a table by some of its values. */
  async remove(table: PgTable, values: Values): Promise<void> {
    const columns = new Map<string, PgColumn>(Object.entries(getTableColumns(table)));
    const conditions = Object.entries(values).map(([name, value]) => {
      const column = columns.get(propertyOf(name));
      if (!column) throw new Error(`The table has no column for ${name}.`);
      return eq(column, value);
    });
    await this.drizzle.delete(table).where(and(...conditions));
  }

  /** Takes all rows out of a table, and those that refer to them. */
  async empty(table: PgTable): Promise<void> {
    try {
      await this.drizzle.delete(table);
    } catch (error) {
      if (!REFUSED_BY_FOREIGN_KEY.includes(queryFailureOf(error)?.sqlState)) throw error;
      // Slower, and so not the first thing to try.
      await this.drizzle.execute(sql`truncate ${table} cascade`);
    }
  }

  private get drizzle() {
    return this.part(Database).drizzle;
  }

  private get running(): NestExpressApplication {
    if (!this.app) throw new Error('The service runs in tests only, and not while they are declared.');
    return this.app;
  }
}

const byApiNames = (row: Values): Values =>
  Object.fromEntries(Object.entries(row).map(([property, value]) => [nameOf(property), value]));

/** The service for the tests of a file: started before the first of them, and stopped behind the last. */
export function testService(module: Type, facts: ServiceFacts): TestService {
  const service = new TestService();
  before(() => service.start(module, facts));
  after(() => service.stop());
  return service;
}
