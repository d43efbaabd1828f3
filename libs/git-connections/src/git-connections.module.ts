import { BITBUCKET_CLIENT, type BitbucketClient, BitbucketClientModule } from '@amplication/bitbucket-client';
import { type Database, DATABASE, DATABASE_HANDLE, type DatabaseHandle } from '@amplication/database';
import { LOGGER } from '@amplication/foundation';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Logger } from 'pino';
import { createBudgetGate } from './budget/budget-gate';
import { GitConnections } from './git-connections';
import { KeyRing } from './keys/key-ring';

/** What the module reads of the service's configuration. */
export interface GitConnectionsSettings {
  readonly BITBUCKET_CLIENT_ID: string;
  readonly BITBUCKET_CLIENT_SECRET: string;
  readonly BITBUCKET_SITE_URL: string;
  readonly BITBUCKET_API_URL: string;
  readonly BITBUCKET_GIT_URL: string;
  readonly TOKEN_ENCRYPTION_KEYS: string;
}

/**
 * Bitbucket for a service: `GitConnections`, the `KeyRing` of what is stored sealed, and `BITBUCKET_CLIENT`, which keeps
 * to the budget that all services share. Needs the `DatabaseModule`.
 */
@Module({})
export class GitConnectionsModule {
  /** `Settings` is the injectable class of the service's configuration. */
  static for(Settings: Type<GitConnectionsSettings>): DynamicModule {
    return {
      module: GitConnectionsModule,
      global: true,
      imports: [clientModule(Settings)],
      providers: [
        {
          provide: KeyRing,
          inject: [Settings],
          useFactory: (settings: GitConnectionsSettings) => KeyRing.parse(settings.TOKEN_ENCRYPTION_KEYS),
        },
        {
          provide: GitConnections,
          inject: [Settings, DATABASE_HANDLE, BITBUCKET_CLIENT, KeyRing, LOGGER],
          useFactory: (
            settings: GitConnectionsSettings,
            database: DatabaseHandle,
            client: BitbucketClient,
            keys: KeyRing,
            logger: Logger,
          ) =>
            new GitConnections({
              database,
              client,
              keys,
              siteUrl: settings.BITBUCKET_SITE_URL,
              clientId: settings.BITBUCKET_CLIENT_ID,
              logger,
            }),
        },
      ],
      exports: [GitConnections, KeyRing],
    };
  }
}

function clientModule(Settings: Type<GitConnectionsSettings>): DynamicModule {
  return BitbucketClientModule.forRootAsync({
    inject: [Settings, DATABASE, LOGGER],
    useFactory: (settings: GitConnectionsSettings, db: Database, logger: Logger) => ({
      apiUrl: settings.BITBUCKET_API_URL,
      siteUrl: settings.BITBUCKET_SITE_URL,
      gitUrl: settings.BITBUCKET_GIT_URL,
      clientId: settings.BITBUCKET_CLIENT_ID,
      clientSecret: settings.BITBUCKET_CLIENT_SECRET,
      budget: createBudgetGate(db),
      logger,
    }),
  });
}
