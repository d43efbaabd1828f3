import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type ArtifactStore, openArtifactStore } from '@amplication/artifacts';
import {
  BUILD_COMPLETED,
  BUILD_FAILED,
  BUILD_PROGRESS,
  BUILD_REQUESTED,
  type BuildRequested,
  newId,
} from '@amplication/contracts';
import { sampleModel } from '@amplication/data-service-generator';
import {
  buildManagerSchema,
  createDatabase,
  type DatabaseHandle,
  migrateDatabase,
} from '@amplication/database';
import { createTopics } from '@amplication/messaging';
import { createService, loadConfig } from '@amplication/service-kit';
import {
  createTestDatabase,
  kafkaForTest,
  type StartedProcess,
  startProcess,
  type TestDatabase,
  type TestKafka,
  waitFor,
} from '@amplication/testing';
import { eq } from 'drizzle-orm';
import type { Producer } from 'kafkajs';
import { AppModule } from '../src/app.module';
import { APP, BuildManagerEnv } from '../src/config';

const ROOT = join(import.meta.dirname, '../../..');
const GENERATOR = 'local-data-service-generator-controller';
const OUTCOMES = [BUILD_COMPLETED.name, BUILD_FAILED.name];

export interface TestEvent {
  topic: string;
  body: Record<string, unknown> & { buildId: string; attempt: number };
}

/** What stands around the build-manager, real: PostgreSQL, Kafka and the artifact store. */
export class BuildManagerWorld {
  readonly workspaceId = newId();
  readonly events: TestEvent[] = [];
  private readonly stops: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: DatabaseHandle,
    private readonly testDatabase: TestDatabase,
    private readonly kafka: TestKafka,
    private readonly producer: Producer,
    readonly artifacts: ArtifactStore,
    private readonly folder: string,
  ) {}

  static async start(): Promise<BuildManagerWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'build-manager-'));
    const testDatabase = await createTestDatabase();
    await migrateDatabase(testDatabase.url);
    const kafka = kafkaForTest();
    await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 2 });
    const producer = kafka.client.producer();
    await producer.connect();
    const artifacts = openArtifactStore(pathToFileURL(join(folder, 'artifacts')).href);
    const database = createDatabase(testDatabase.url);
    const world = new BuildManagerWorld(database, testDatabase, kafka, producer, artifacts, folder);
    await world.collectEvents();
    return world;
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.reverse()) await stop();
    await this.producer.disconnect();
    await this.database.close();
    await this.kafka.cleanUp();
    await this.testDatabase.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Variables of both services of this world. */
  environment(changes: Record<string, string> = {}): Record<string, string> {
    return {
      NODE_ENV: 'test',
      AMPLICATION_IGNORE_ENV_LOCAL: '1',
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: this.testDatabase.url,
      KAFKA_BROKERS: this.kafka.brokers.join(','),
      KAFKA_TOPIC_PREFIX: this.kafka.prefix,
      ARTIFACTS_URL: pathToFileURL(join(this.folder, 'artifacts')).href,
      ...changes,
    };
  }

  /** Runs a build-manager in this process. */
  async startHere(changes: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }> {
    const config = loadConfig(BuildManagerEnv, { app: APP, environment: this.environment(changes) });
    const app = await createService(AppModule, { app: APP, level: config.LOG_LEVEL, config });
    await app.listen(0, '127.0.0.1');
    config.BUILD_MANAGER_URL = await app.getUrl();
    let running = true;
    const stop = async () => {
      if (running) await app.close();
      running = false;
    };
    this.stops.push(stop);
    return { url: config.BUILD_MANAGER_URL, stop };
  }

  /** Runs a built service in a process of its own, which can be killed. */
  async startProcess(
    app: typeof APP | typeof GENERATOR,
    changes: Record<string, string>,
  ): Promise<StartedProcess> {
    const started = await startProcess({
      command: process.execPath,
      args: [join(ROOT, 'dist/apps', app, 'main.js')],
      cwd: ROOT,
      env: this.environment({ LOG_LEVEL: 'info', ...changes }),
      until: (line) => /"listening":"([^"]+)"/.exec(line)?.[1],
    });
    this.stops.push(() => started.stop());
    return started;
  }

  /** A build of the sample model, or of another. */
  async build(
    changes: Partial<BuildRequested> = {},
    model: unknown = sampleModel(),
  ): Promise<BuildRequested> {
    return {
      buildId: newId(),
      attempt: 1,
      sequence: 1,
      workspaceId: this.workspaceId,
      resourceId: newId(),
      resourceName: 'Order Service',
      modelSnapshotId: await this.artifacts.putDocument(this.workspaceId, model),
      commit: { title: 'First build', body: '' },
      requestedAt: new Date().toISOString(),
      ...changes,
    };
  }

  /** Sends `build.requested`, as the server does. */
  async send(body: BuildRequested): Promise<void> {
    const headers = {
      ce_specversion: '1.0',
      ce_id: newId(),
      ce_type: BUILD_REQUESTED.name,
      ce_source: 'test',
      ce_time: new Date().toISOString(),
      ce_subject: body.resourceId,
      'content-type': 'application/json',
    };
    await this.producer.send({
      topic: `${this.kafka.prefix}${BUILD_REQUESTED.name}`,
      messages: [{ key: body.resourceId, value: JSON.stringify(body), headers }],
    });
  }

  /** Waits for what the build-manager says became of a build. */
  outcome({ buildId, attempt }: BuildRequested): Promise<TestEvent> {
    return waitFor(() => this.outcomes(buildId).find(({ body }) => body.attempt === attempt), {
      timeoutMs: 45_000,
      what: `the outcome of build ${buildId}`,
    });
  }

  outcomes(buildId: string): TestEvent[] {
    return this.events.filter(({ topic, body }) => body.buildId === buildId && OUTCOMES.includes(topic));
  }

  /** The log of a build so far. */
  log(buildId: string): unknown[] {
    const lines = this.events.filter(
      ({ topic, body }) => body.buildId === buildId && topic === BUILD_PROGRESS.name,
    );
    return lines.map(({ body }) => body.message);
  }

  async jobs(buildId: string) {
    const { buildManagerJob } = buildManagerSchema;
    return this.database.db.select().from(buildManagerJob).where(eq(buildManagerJob.buildId, buildId));
  }

  private async collectEvents(): Promise<void> {
    const { client, prefix } = this.kafka;
    const consumer = client.consumer({ groupId: `${prefix}outcomes` });
    await consumer.connect();
    const topics = [...OUTCOMES, BUILD_PROGRESS.name].map((name) => prefix + name);
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        this.events.push({
          topic: topic.slice(prefix.length),
          body: JSON.parse(message.value?.toString() ?? '{}'),
        });
      },
    });
    this.stops.push(() => consumer.disconnect());
  }
}

/** Bundles both services, as `nx build` does. */
export async function buildServices(): Promise<void> {
  for (const app of [APP, GENERATOR])
    await promisify(execFile)(join(ROOT, 'node_modules/.bin/vite'), ['build'], {
      cwd: join(ROOT, 'apps', app),
    });
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
