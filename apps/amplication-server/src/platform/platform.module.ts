import { openArtifactStore } from '@amplication/artifacts';
import { BITBUCKET_CLIENT, type BitbucketClient, BitbucketClientModule } from '@amplication/bitbucket-client';
import { createDatabase, type DatabaseHandle } from '@amplication/database';
import { createBudgetGate, GitConnections, KeyRing } from '@amplication/git-connections';
import { MessagingModule } from '@amplication/messaging';
import { databaseCheck, HealthRegistry, kafkaCheck, LOGGER } from '@amplication/service-kit';
import { Global, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { ServerEnv } from './server-env';
import { ARTIFACTS, DATABASE, DATABASE_HANDLE } from './tokens';

export const SERVICE = 'amplication-server';

@Global()
@Module({
  providers: [
    {
      provide: DATABASE_HANDLE,
      inject: [ServerEnv],
      useFactory: (env: ServerEnv) => createDatabase(env.DATABASE_URL, { max: 20, applicationName: SERVICE }),
    },
    { provide: DATABASE, inject: [DATABASE_HANDLE], useFactory: (handle: DatabaseHandle) => handle.db },
    {
      provide: ARTIFACTS,
      inject: [ServerEnv],
      useFactory: (env: ServerEnv) => openArtifactStore(env.ARTIFACTS_URL),
    },
  ],
  exports: [DATABASE_HANDLE, DATABASE, ARTIFACTS],
})
class StoresModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(DATABASE_HANDLE) private readonly database: DatabaseHandle,
    private readonly env: ServerEnv,
    private readonly health: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.health.register('database', databaseCheck(this.database.pool));
    this.health.register('kafka', kafkaCheck(this.env.KAFKA_BROKERS));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

/** The neighbours of the server: PostgreSQL, Kafka, the artifact store, Bitbucket and the vault of its tokens. */
@Global()
@Module({
  imports: [
    StoresModule,
    BitbucketClientModule.forRootAsync({
      inject: [ServerEnv, DATABASE],
      useFactory: (env: ServerEnv, db: DatabaseHandle['db']) => ({
        apiUrl: env.BITBUCKET_API_URL,
        siteUrl: env.BITBUCKET_SITE_URL,
        gitUrl: env.BITBUCKET_GIT_URL,
        clientId: env.BITBUCKET_CLIENT_ID,
        clientSecret: env.BITBUCKET_CLIENT_SECRET,
        budget: createBudgetGate(db),
      }),
    }),
    MessagingModule.forRootAsync({
      inject: [ServerEnv, DATABASE_HANDLE, LOGGER],
      useFactory: (env: ServerEnv, database: DatabaseHandle, logger: Logger) => ({
        service: SERVICE,
        brokers: env.KAFKA_BROKERS,
        topicPrefix: env.KAFKA_TOPIC_PREFIX,
        database,
        databaseUrl: env.DATABASE_URL,
        logger,
      }),
    }),
  ],
  providers: [
    {
      provide: KeyRing,
      inject: [ServerEnv],
      useFactory: (env: ServerEnv) => KeyRing.parse(env.TOKEN_ENCRYPTION_KEYS),
    },
    {
      provide: GitConnections,
      inject: [ServerEnv, DATABASE_HANDLE, BITBUCKET_CLIENT, KeyRing, LOGGER],
      useFactory: (
        env: ServerEnv,
        database: DatabaseHandle,
        client: BitbucketClient,
        keys: KeyRing,
        logger: Logger,
      ) =>
        new GitConnections({
          database,
          client,
          keys,
          siteUrl: env.BITBUCKET_SITE_URL,
          clientId: env.BITBUCKET_CLIENT_ID,
          logger,
        }),
    },
  ],
  exports: [GitConnections, KeyRing],
})
export class PlatformModule {}
