import { createDatabase, type DatabaseHandle, waitForSchema } from '@amplication/database';
import { MessagingModule, MessagingRuntime } from '@amplication/messaging';
import { createLogger, databaseCheck, HealthRegistry, kafkaCheck } from '@amplication/service-kit';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { APP, BuildManagerEnv } from './config';
import { DATABASE, LOGGER } from './tokens';

/** What the build-manager stands on: database and events. */
@Global()
@Module({
  imports: [
    MessagingModule.forRootAsync({
      inject: [BuildManagerEnv, DATABASE, LOGGER],
      useFactory: (env: BuildManagerEnv, database: DatabaseHandle, logger: Logger) => ({
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
      inject: [BuildManagerEnv],
      useFactory: (env: BuildManagerEnv) => createLogger(APP, { level: env.LOG_LEVEL }),
    },
    {
      provide: DATABASE,
      inject: [BuildManagerEnv, LOGGER],
      useFactory: async (env: BuildManagerEnv, logger: Logger) => {
        await waitForSchema(env.DATABASE_URL, {
          onWait: (reason) => logger.info(`waiting for the database: ${reason}`),
        });
        return createDatabase(env.DATABASE_URL, { applicationName: APP });
      },
    },
  ],
  exports: [LOGGER, DATABASE],
})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: DatabaseHandle,
    env: BuildManagerEnv,
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
