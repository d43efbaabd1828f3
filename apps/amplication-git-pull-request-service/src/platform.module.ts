import { join } from 'node:path';
import { openArtifactStore } from '@amplication/artifacts';
import { type BitbucketClient, createBitbucketClient } from '@amplication/bitbucket-client';
import { createDatabase, type DatabaseHandle, waitForSchema } from '@amplication/database';
import { createBudgetGate, GitConnections, KeyRing } from '@amplication/git-connections';
import { GitSync } from '@amplication/git-sync';
import { MessagingModule, MessagingRuntime } from '@amplication/messaging';
import { createLogger, databaseCheck, HealthRegistry, kafkaCheck } from '@amplication/service-kit';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { APP, WorkerEnv } from './config';
import { ARTIFACTS, BITBUCKET, DATABASE, LOGGER } from './tokens';

/** What the worker stands on: database, events, artifacts, Bitbucket and git. */
@Global()
@Module({
  imports: [
    MessagingModule.forRootAsync({
      inject: [WorkerEnv, DATABASE, LOGGER],
      useFactory: (env: WorkerEnv, database: DatabaseHandle, logger: Logger) => ({
        service: APP,
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
      provide: LOGGER,
      inject: [WorkerEnv],
      useFactory: (env: WorkerEnv) => createLogger(APP, { level: env.LOG_LEVEL }),
    },
    {
      provide: DATABASE,
      inject: [WorkerEnv, LOGGER],
      useFactory: async (env: WorkerEnv, logger: Logger) => {
        await waitForSchema(env.DATABASE_URL, {
          onWait: (reason) => logger.info(`waiting for the database: ${reason}`),
        });
        return createDatabase(env.DATABASE_URL, { applicationName: APP });
      },
    },
    {
      provide: ARTIFACTS,
      inject: [WorkerEnv],
      useFactory: (env: WorkerEnv) => openArtifactStore(env.ARTIFACTS_URL),
    },
    {
      provide: BITBUCKET,
      inject: [WorkerEnv, DATABASE, LOGGER],
      useFactory: (env: WorkerEnv, { db }: DatabaseHandle, logger: Logger) =>
        createBitbucketClient({
          apiUrl: env.BITBUCKET_API_URL,
          siteUrl: env.BITBUCKET_SITE_URL,
          gitUrl: env.BITBUCKET_GIT_URL,
          clientId: env.BITBUCKET_CLIENT_ID,
          clientSecret: env.BITBUCKET_CLIENT_SECRET,
          budget: createBudgetGate(db),
          logger,
        }),
    },
    {
      provide: GitConnections,
      inject: [WorkerEnv, DATABASE, BITBUCKET, LOGGER],
      useFactory: (env: WorkerEnv, database: DatabaseHandle, client: BitbucketClient, logger: Logger) =>
        new GitConnections({
          database,
          client,
          keys: KeyRing.parse(env.TOKEN_ENCRYPTION_KEYS),
          siteUrl: env.BITBUCKET_SITE_URL,
          clientId: env.BITBUCKET_CLIENT_ID,
          logger,
        }),
    },
    {
      provide: GitSync,
      inject: [WorkerEnv, BITBUCKET, LOGGER],
      useFactory: async (env: WorkerEnv, client: BitbucketClient, log: Logger) => {
        const sync = new GitSync({
          cacheDirectory: join(env.GIT_CACHE_DIR, 'repositories'),
          workDirectory: join(env.GIT_CACHE_DIR, 'builds'),
          cacheLimitBytes: env.GIT_CACHE_LIMIT_MB * 1024 * 1024,
          log,
          explainFailure: (stderr) => client.git.explainFailure(stderr),
        });
        await sync.prepare();
        return sync;
      },
    },
  ],
  exports: [LOGGER, DATABASE, ARTIFACTS, BITBUCKET, GitConnections, GitSync],
})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: DatabaseHandle,
    env: WorkerEnv,
    events: MessagingRuntime,
    health: HealthRegistry,
  ) {
    health.register('database', databaseCheck(database.pool));
    health.register('kafka', kafkaCheck(env.KAFKA_BROKERS));
    health.register('events', async () => {
      const problems = events.problems();
      if (problems.length > 0) throw new Error(problems.join('; '));
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
