import type { BuildProgress, BuildRequested } from '@amplication/contracts';
import { createDatabase, DATABASE_HANDLE, type DatabaseHandle, migrateDatabase } from '@amplication/database';
import { HealthRegistry, LOGGER, SERVICE_NAME } from '@amplication/foundation';
import { createTestDatabase, kafkaForTest, type TestKafka, waitFor } from '@amplication/testing';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import type { IHeaders } from 'kafkajs';
import { pino } from 'pino';
import {
  createTopics,
  MessagingModule,
  type MessagingModuleOptions,
  MessagingRuntime,
  type MessagingSettings,
} from '../src';

export function buildRequested(changes: Partial<BuildRequested> = {}): BuildRequested {
  return {
    buildId: randomUUID(),
    attempt: 1,
    sequence: 1,
    workspaceId: randomUUID(),
    resourceId: randomUUID(),
    resourceName: 'Orders',
    modelSnapshotId: 'snapshot',
    commit: { title: 'Build', body: '' },
    requestedAt: '2026-11-24T10:00:00.000Z',
    ...changes,
  };
}

export function buildProgress(changes: Partial<BuildProgress> = {}): BuildProgress {
  return {
    buildId: randomUUID(),
    attempt: 1,
    step: 'generate',
    level: 'info',
    message: 'Generated 12 files',
    at: '2026-11-24T10:00:00.000Z',
    ...changes,
  };
}

export interface SeenMessage {
  key: string | null;
  value: string | null;
  headers: Record<string, string>;
}

export interface AppOptions extends MessagingModuleOptions {
  /** Another way to the same database. */
  database?: { handle: DatabaseHandle; url: string };
}

export interface MessagingFixture {
  databaseUrl: string;
  handle: DatabaseHandle;
  kafka: TestKafka;
  /** Starts an application with messaging; resolves when its consumer has joined its group. */
  app(service: string, providers?: Provider[], options?: AppOptions): Promise<TestingModule>;
  send(topic: string, value: string | Buffer | null, headers: IHeaders): Promise<void>;
  /** All messages of a topic so far. */
  messages(topic: string): Promise<SeenMessage[]>;
  close(): Promise<void>;
}

/** A database and topics of the suite's own. */
export async function openMessaging({ topics = true } = {}): Promise<MessagingFixture> {
  const database = await createTestDatabase();
  await migrateDatabase(database.url);
  const handle = createDatabase(database.url, { max: 5 });
  const kafka = kafkaForTest();
  if (topics) await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 2 });
  const apps: TestingModule[] = [];
  const producer = kafka.client.producer();
  await producer.connect();

  return {
    databaseUrl: database.url,
    handle,
    kafka,
    app: async (service, providers = [], { database: own, ...options } = {}) => {
      @Module({
        imports: [
          serviceModule(service, own?.handle ?? handle, {
            DATABASE_URL: own?.url ?? database.url,
            KAFKA_BROKERS: kafka.brokers,
            KAFKA_TOPIC_PREFIX: kafka.prefix,
          }),
          MessagingModule.for(Settings, options),
        ],
        providers,
      })
      class App {}
      const app = await Test.createTestingModule({ imports: [App] }).compile();
      apps.push(app);
      await app.init();
      await waitFor(() => app.get(MessagingRuntime).problems().length === 0, {
        what: 'messaging to be well',
      });
      return app;
    },
    send: async (topic, value, headers) => {
      await producer.send({ topic: `${kafka.prefix}${topic}`, messages: [{ key: 'key', value, headers }] });
    },
    messages: (topic) => readAll(kafka, topic),
    close: async () => {
      await Promise.all(apps.map((app) => app.close()));
      await producer.disconnect();
      await kafka.cleanUp();
      await handle.close();
      await database.drop();
    },
  };
}

class Settings implements MessagingSettings {
  declare DATABASE_URL: string;
  declare KAFKA_BROKERS: string[];
  declare KAFKA_TOPIC_PREFIX: string;
}

/** What a service brings before its modules: its name, configuration, log, health and database. */
function serviceModule(service: string, handle: DatabaseHandle, settings: MessagingSettings): DynamicModule {
  class ServiceModule {}
  const providers: Provider[] = [
    HealthRegistry,
    { provide: Settings, useValue: settings },
    { provide: SERVICE_NAME, useValue: service },
    { provide: LOGGER, useValue: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }) },
    { provide: DATABASE_HANDLE, useValue: handle },
  ];
  return { module: ServiceModule, global: true, providers, exports: providers };
}

async function readAll(kafka: TestKafka, name: string): Promise<SeenMessage[]> {
  const topic = `${kafka.prefix}${name}`;
  const admin = kafka.client.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const expected = offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  if (expected === 0) return [];
  const seen: SeenMessage[] = [];
  const consumer = kafka.client.consumer({
    groupId: `${kafka.prefix}reader.${randomUUID()}`,
    maxWaitTimeInMs: 100,
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        seen.push({
          key: message.key?.toString() ?? null,
          value: message.value?.toString() ?? null,
          headers: Object.fromEntries(
            Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
          ),
        });
      },
    });
    await waitFor(() => seen.length >= expected, { what: `${expected} messages of ${name}` });
  } finally {
    await consumer.disconnect();
  }
  return seen;
}
