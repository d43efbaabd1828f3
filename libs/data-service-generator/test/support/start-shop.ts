import { createTestDatabase } from '@amplication/testing';
import { type Type } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import pg from 'pg';
import { signToken, type TokenClaims } from '../../runtime/auth/tokens/sign-token.js';
import { Config, parseConfig } from '../../runtime/config.js';
import { migrate } from '../../runtime/database/migrate.js';
import { APP_OPTIONS, setUpApp } from '../../runtime/http/set-up-app.js';
import { createLogger, LOGGER } from '../../runtime/telemetry/logger.js';
import { NestLogger } from '../../runtime/telemetry/nest-logger.js';
import { SHOP_FACTS, ShopModule } from './shop/shop.module.js';

export const SHARED_KEY = 'k3y-of-the-tests-0123456789-abcdef';

export interface Sent {
  readonly token?: string;
  /** A text goes as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON, or nothing where it is none. */
  readonly body: Record<string, unknown>;
}

export interface RunningShop {
  readonly url: string;
  readonly databaseUrl: string;
  readonly app: NestExpressApplication;
  send(method: string, path: string, sent?: Sent): Promise<Answer>;
  query(text: string): Promise<Record<string, unknown>[]>;
  /** What it has logged, a line each. */
  readonly log: Record<string, unknown>[];
  stop(): Promise<void>;
}

export interface ShopOptions {
  /** Settings beside the database and the shared key. */
  readonly env?: Record<string, string>;
  readonly module?: Type;
  /** Puts something between the service and its database. */
  readonly through?: (url: string) => Promise<string>;
}

/** A token of the shop's shared key. */
export const token = (roles: readonly string[], more: Partial<TokenClaims> = {}): Promise<string> =>
  signToken(
    { AUTH_SHARED_KEY: SHARED_KEY },
    { roles, subject: 'somebody', tenant: undefined, hours: 1, ...more },
  );

/** A database with the tables of the shop. */
export async function shopDatabase() {
  const database = await createTestDatabase();
  await migrate(database.url, import.meta.dirname + '/shop/migrations');
  return { ...database, query: (text: string) => runSql(database.url, text) };
}

/** Starts the shop within this process. */
export async function startShop({
  env = {},
  module = ShopModule,
  through,
}: ShopOptions = {}): Promise<RunningShop> {
  const database = await shopDatabase();
  const url = through ? await through(database.url) : database.url;
  const config = parseConfig({ DATABASE_URL: url, AUTH_SHARED_KEY: SHARED_KEY, ...env });
  const log: Record<string, unknown>[] = [];
  const logger = createLogger(config, { write: (line: string) => void log.push(JSON.parse(line)) });
  const app = await createApp(module, config, logger).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    url: origin,
    databaseUrl: database.url,
    app,
    log,
    send: (method, path, sent) => send(origin, method, path, sent),
    query: database.query,
    async stop() {
      await app.close();
      await database.drop();
    },
  };
}

async function createApp(module: Type, config: Config, logger: ReturnType<typeof createLogger>) {
  const compiled = await Test.createTestingModule({ imports: [module] })
    .overrideProvider(Config)
    .useValue(config)
    .overrideProvider(LOGGER)
    .useValue(logger)
    .compile();
  const app = compiled.createNestApplication<NestExpressApplication>(APP_OPTIONS);
  app.useLogger(new NestLogger(logger));
  setUpApp(app, SHOP_FACTS);
  await app.listen(0, '127.0.0.1');
  return app;
}

async function runSql(connectionString: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text).finally(() => client.end());
  return rows;
}

/** Sends one request. */
export async function send(
  origin: string,
  method: string,
  path: string,
  { token, body, headers = {} }: Sent = {},
): Promise<Answer> {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  const text = await response.text();
  const isJson = text !== '' && (response.headers.get('content-type')?.includes('json') ?? false);
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
}
