import { HealthRegistry, LOGGER, SERVICE_NAME } from '@amplication/foundation';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import type { Logger } from 'pino';
import { createDatabase, type DatabaseHandle } from './database';
import { migrateDatabase, waitForSchema } from './migrate';

/** Injects the `Database` of drizzle. */
export const DATABASE = Symbol('Database');
/** Injects the `DatabaseHandle`: the same database with its pool, for what needs a connection of its own. */
export const DATABASE_HANDLE = Symbol('DatabaseHandle');

/** What the module reads of the service's configuration. */
export interface DatabaseSettings {
  readonly DATABASE_URL: string;
}

export interface DatabaseModuleOptions {
  /** The one service that migrates says `migrate`; the others `wait` until it has. */
  readonly schema: 'migrate' | 'wait';
  /** Number of connections, 10 unless given. */
  readonly connections?: number;
}

/**
 * PostgreSQL for a service: `DATABASE` and `DATABASE_HANDLE`, with the schema that this build of the code knows. Has the
 * health check `database`. The pool is closed in `onApplicationShutdown`, when nobody works any more.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE_HANDLE) private readonly handle: DatabaseHandle,
    health: HealthRegistry,
  ) {
    health.register('database', async () => {
      await handle.pool.query('select 1');
    });
  }

  /** `Settings` is the injectable class of the service's configuration. */
  static for(Settings: Type<DatabaseSettings>, options: DatabaseModuleOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: DATABASE_HANDLE,
          inject: [Settings, SERVICE_NAME, LOGGER],
          useFactory: (settings: DatabaseSettings, service: string, logger: Logger) =>
            open(settings.DATABASE_URL, service, logger, options),
        },
        { provide: DATABASE, inject: [DATABASE_HANDLE], useFactory: ({ db }: DatabaseHandle) => db },
      ],
      exports: [DATABASE, DATABASE_HANDLE],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.handle.close();
  }
}

async function open(
  url: string,
  service: string,
  logger: Logger,
  { schema, connections }: DatabaseModuleOptions,
): Promise<DatabaseHandle> {
  if (schema === 'migrate') await migrateDatabase(url);
  else await waitForSchema(url, { onWait: (reason) => logger.info(`waiting for the database: ${reason}`) });
  return createDatabase(url, { max: connections, applicationName: service });
}
