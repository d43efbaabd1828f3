import { openPool } from '@amplication/database';
import { Injectable, type NestMiddleware, type OnApplicationShutdown } from '@nestjs/common';
import connectPgSimple from 'connect-pg-simple';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type pg from 'pg';
import { ServerEnv } from '../platform/server-env';
import { SESSION_COOKIE } from './session';

const TWO_WEEKS_MS = 14 * 24 * 60 * 60 * 1000;
const PRUNE_SECONDS = 15 * 60;

/** Cookie sessions kept in PostgreSQL, on a small pool of their own so that slow queries never sign anybody out. */
@Injectable()
export class SessionMiddleware implements NestMiddleware, OnApplicationShutdown {
  private readonly pool: pg.Pool;
  private readonly store: InstanceType<ReturnType<typeof connectPgSimple>>;
  private readonly handler: RequestHandler;

  constructor(env: ServerEnv) {
    this.pool = openPool({ connectionString: env.DATABASE_URL, max: 3, application_name: 'sessions' });
    const Store = connectPgSimple(session);
    this.store = new Store({
      pool: this.pool,
      schemaName: 'server',
      tableName: 'session',
      createTableIfMissing: false,
      pruneSessionInterval: PRUNE_SECONDS,
    });
    const secure = new URL(env.CLIENT_URL).protocol === 'https:';
    this.handler = session({
      name: SESSION_COOKIE,
      secret: env.SESSION_SECRET,
      store: this.store,
      resave: false,
      saveUninitialized: false,
      rolling: true,
      // Behind a proxy that ends TLS, X-Forwarded-Proto says that the cookie may be set.
      proxy: secure,
      cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: TWO_WEEKS_MS, path: '/' },
    });
  }

  use(request: Request, response: Response, next: NextFunction): void {
    this.handler(request, response, next);
  }

  async onApplicationShutdown(): Promise<void> {
    this.store.close();
    await this.pool.end();
  }
}
