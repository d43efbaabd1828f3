import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ArtifactStore, openArtifactStore } from '@amplication/artifacts';
import { createDatabase, type DatabaseHandle, migrateDatabase } from '@amplication/database';
import { createTopics } from '@amplication/messaging';
import { createService } from '@amplication/service-kit';
import { createTestDatabase, kafkaForTest, type TestKafka } from '@amplication/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../../src/app.module';
import { serveApiDocs } from '../../src/openapi/serve-api-docs';
import { ServerEnv } from '../../src/platform/server-env';

export interface TestServer {
  url: string;
  app: NestExpressApplication;
  env: ServerEnv;
  database: DatabaseHandle;
  artifacts: ArtifactStore;
  kafka: TestKafka;
  /** A second instance on the same database and topics. */
  another(): Promise<{ url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

/** A port that nothing listens on: Bitbucket, for suites that need none. */
const NOWHERE = 'http://127.0.0.1:9';

/** The whole application on a database, topics and a folder of its own. */
export async function startServer(
  settings: Partial<ServerEnv> & { bitbucketUrl?: string; logTo?: NodeJS.WritableStream } = {},
): Promise<TestServer> {
  const { bitbucketUrl = NOWHERE, logTo, ...given } = settings;
  const testDatabase = await createTestDatabase();
  await migrateDatabase(testDatabase.url);
  const kafka = kafkaForTest();
  await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 1 });
  const folder = await mkdtemp(join(tmpdir(), 'server-artifacts-'));
  const env = Object.assign(new ServerEnv(), {
    NODE_ENV: 'test',
    PORT: 0,
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    DATABASE_URL: testDatabase.url,
    KAFKA_BROKERS: kafka.brokers,
    KAFKA_TOPIC_PREFIX: kafka.prefix,
    ARTIFACTS_URL: pathToFileURL(folder).href,
    BITBUCKET_CLIENT_ID: 'amplication-local',
    BITBUCKET_CLIENT_SECRET: 'amplication-local-secret',
    BITBUCKET_SITE_URL: bitbucketUrl,
    BITBUCKET_API_URL: `${bitbucketUrl}/2.0`,
    BITBUCKET_GIT_URL: bitbucketUrl,
    TOKEN_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    SESSION_SECRET: 'a secret that is long enough for a test',
    CLIENT_URL: 'http://localhost:3001',
    BILLING_ENABLED: false,
    BUILD_STALL_MINUTES: 30,
    THROTTLE_PER_MINUTE: 10_000,
    REQUESTS_PER_MINUTE: 100_000,
    ...given,
  });
  const { app, url } = await boot(env, logTo);
  const database = createDatabase(testDatabase.url, { max: 4 });
  return {
    url,
    app,
    env,
    database,
    artifacts: openArtifactStore(env.ARTIFACTS_URL),
    kafka,
    another: async () => {
      const second = await boot(env);
      return { url: second.url, stop: () => second.app.close() };
    },
    stop: async () => {
      await app.close();
      await database.close();
      await testDatabase.drop();
      await kafka.cleanUp();
      await rm(folder, { recursive: true });
    },
  };
}

async function boot(
  env: ServerEnv,
  logTo?: NodeJS.WritableStream,
): Promise<{ app: NestExpressApplication; url: string }> {
  const app = await createService(AppModule, {
    app: 'amplication-server',
    level: env.LOG_LEVEL,
    config: env,
    ...(logTo ? { logTo } : {}),
    configure: serveApiDocs,
  });
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl() };
}
