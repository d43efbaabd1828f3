import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ArtifactStore, type FileMarks, openArtifactStore } from '@amplication/artifacts';
import { createBitbucketClient } from '@amplication/bitbucket-client';
import {
  BUILD_COMPLETED,
  BUILD_PROGRESS,
  newId,
  PULL_REQUEST_COMPLETED,
  PULL_REQUEST_FAILED,
  type PullRequestCompleted,
  type PullRequestFailed,
} from '@amplication/contracts';
import {
  connectionsSchema,
  createDatabase,
  type DatabaseHandle,
  gitPullRequestSchema,
  migrateDatabase,
  serverSchema,
} from '@amplication/database';
import { GitConnections, KeyRing } from '@amplication/git-connections';
import { createTopics } from '@amplication/messaging';
import { createService, loadConfig } from '@amplication/service-kit';
import {
  createTestDatabase,
  kafkaForTest,
  type TestDatabase,
  type TestKafka,
  waitFor,
} from '@amplication/testing';
import type { INestApplication } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import type { Producer } from 'kafkajs';
import { AppModule } from '../src/app.module';
import { APP, WorkerEnv } from '../src/config';
import type { Delivery } from '../src/delivery/delivery-job';
import { Bitbucket } from './bitbucket';

const KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;
const CLIENT_ID = 'amplication-local';
const CLIENT_SECRET = 'amplication-local-secret';

export type Outcome =
  ({ topic: 'completed' } & PullRequestCompleted) | ({ topic: 'failed' } & PullRequestFailed);

/** A resource that is linked to a repository in the Bitbucket workspace acme. */
export interface Linked {
  resourceId: string;
  slug: string;
  target: Delivery['target'];
  /** Sequence of its last build. */
  sequence: number;
}

/** How the worker's REST requests name the repository; also as a regular expression. */
export function inRest({ target }: Linked): string {
  return encodeURIComponent(target.repositoryUuid);
}

/** Everything around the worker, real: PostgreSQL, Kafka, artifact store, git, and Bitbucket by its emulator. */
export class WorkerWorld {
  readonly workspaceId = newId();
  private readonly stops: (() => Promise<unknown>)[] = [];
  private readonly log: { buildId: string; message: string }[] = [];
  private readonly events: { topic: string; body: Outcome }[] = [];
  connectionId = '';

  private constructor(
    readonly bitbucket: Bitbucket,
    readonly database: DatabaseHandle,
    private readonly testDatabase: TestDatabase,
    readonly kafka: TestKafka,
    private readonly producer: Producer,
    readonly artifacts: ArtifactStore,
    private readonly folder: string,
  ) {}

  static async start(): Promise<WorkerWorld> {
    const folder = await mkdtemp(join(tmpdir(), 'worker-'));
    const [bitbucket, testDatabase] = await Promise.all([Bitbucket.start(), createTestDatabase()]);
    await migrateDatabase(testDatabase.url);
    const kafka = kafkaForTest();
    await createTopics({ brokers: kafka.brokers, prefix: kafka.prefix, partitions: 2 });
    const producer = kafka.client.producer();
    await producer.connect();
    const world = new WorkerWorld(
      bitbucket,
      createDatabase(testDatabase.url),
      testDatabase,
      kafka,
      producer,
      openArtifactStore(pathToFileURL(join(folder, 'artifacts')).href),
      folder,
    );
    await world.prepare();
    return world;
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.reverse()) await stop();
    await this.producer.disconnect();
    await this.database.close();
    await this.kafka.cleanUp();
    await this.testDatabase.drop();
    await this.bitbucket.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Variables of a worker of this world, for one in this process or in a process of its own. */
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
      BITBUCKET_CLIENT_ID: CLIENT_ID,
      BITBUCKET_CLIENT_SECRET: CLIENT_SECRET,
      BITBUCKET_SITE_URL: this.bitbucket.url,
      BITBUCKET_API_URL: `${this.bitbucket.url}/2.0`,
      BITBUCKET_GIT_URL: this.bitbucket.url,
      TOKEN_ENCRYPTION_KEYS: KEYS,
      GIT_CACHE_DIR: join(this.folder, 'git'),
      BITBUCKET_VISIBILITY_LAG_MS: '300',
      JOB_MAX_TRIES: '4',
      ...changes,
    };
  }

  /** Runs a worker in this process until the world stops. Returns how to stop it before. */
  async startWorker(
    changes: Record<string, string> = {},
    beforeStart: (app: INestApplication) => void = () => undefined,
  ): Promise<() => Promise<void>> {
    const config = loadConfig(WorkerEnv, { app: APP, environment: this.environment(changes) });
    const app = await createService(AppModule, { app: APP, level: config.LOG_LEVEL, config });
    beforeStart(app);
    await app.init();
    let running = true;
    const stop = async () => {
      if (running) await app.close();
      running = false;
    };
    this.stops.push(stop);
    return stop;
  }

  /** A resource whose builds go to a repository; a new one unless `repository` is given. */
  async link(
    options: { empty?: boolean; repository?: Linked; rootDirectory?: string } = {},
  ): Promise<Linked> {
    const { db } = this.database;
    const resourceId = newId();
    const slug = options.repository?.slug ?? `orders-${resourceId.slice(0, 8)}`;
    const shared = options.repository?.target ?? (await this.addRepository(slug, options.empty ?? false));
    const name = `Orders ${resourceId.slice(0, 4)}`;
    const branch = `amplication-orders-${resourceId.slice(0, 8)}`;
    const target = { ...shared, workBranch: branch, rootDirectory: options.rootDirectory ?? '' };
    await db
      .insert(serverSchema.resource)
      .values({ id: resourceId, workspaceId: this.workspaceId, name, slug: branch });
    await db.insert(serverSchema.repositoryLink).values({
      resourceId,
      repositoryId: target.repositoryId,
      siteUrl: this.bitbucket.url,
      repositoryUuid: target.repositoryUuid,
      baseBranch: target.baseBranch,
      workBranch: target.workBranch,
      rootDirectory: target.rootDirectory,
      linkedBy: this.workspaceId,
    });
    return { resourceId, slug, target, sequence: 0 };
  }

  /** What an owner does in the settings of the service. */
  async changeLink(
    linked: Linked,
    changes: Partial<Pick<Delivery['target'], 'baseBranch' | 'rootDirectory'>>,
  ): Promise<void> {
    const { repositoryLink } = serverSchema;
    await this.database.db
      .update(repositoryLink)
      .set(changes)
      .where(eq(repositoryLink.resourceId, linked.resourceId));
    linked.target = { ...linked.target, ...changes };
  }

  async unlink({ resourceId }: Linked): Promise<void> {
    const { repositoryLink } = serverSchema;
    await this.database.db.delete(repositoryLink).where(eq(repositoryLink.resourceId, resourceId));
  }

  /** Stores the files of a build, `marks` by path; returns what `build.completed` says of it. */
  async makeBuild(
    linked: Linked,
    files: Record<string, string>,
    changes: Partial<Delivery> = {},
    marks: Record<string, FileMarks> = {},
  ): Promise<Delivery> {
    linked.sequence += 1;
    const artifact = await this.artifacts.putArtifact(
      this.workspaceId,
      Object.entries(files).map(([path, text]) => ({
        path,
        mode: '100644' as const,
        bytes: Buffer.from(text),
        ...marks[path],
      })),
    );
    return {
      buildId: newId(),
      attempt: 1,
      sequence: linked.sequence,
      workspaceId: this.workspaceId,
      resourceId: linked.resourceId,
      resourceName: 'Orders',
      modelSnapshotId: 'snapshot',
      target: linked.target,
      commit: { title: `Build ${linked.sequence}`, body: '' },
      requestedAt: new Date().toISOString(),
      artifact,
      ...changes,
    };
  }

  /** Sends `build.completed`, as the build-manager does. */
  async send(body: object, eventId: string = newId()): Promise<void> {
    await this.producer.send({
      topic: `${this.kafka.prefix}${BUILD_COMPLETED.name}`,
      messages: [
        {
          key: newId(),
          value: JSON.stringify(body),
          headers: {
            ce_specversion: '1.0',
            ce_id: eventId,
            ce_type: BUILD_COMPLETED.name,
            ce_source: 'test',
            ce_time: new Date().toISOString(),
            ce_subject: 'test',
            'content-type': 'application/json',
          },
        },
      ],
    });
  }

  /** Sends a build and waits for what the worker says of it. */
  async deliver(
    linked: Linked,
    files: Record<string, string>,
    changes: Partial<Delivery> = {},
    marks: Record<string, FileMarks> = {},
  ): Promise<Outcome> {
    const build = await this.makeBuild(linked, files, changes, marks);
    await this.send(build);
    return this.outcome(build);
  }

  outcome({ buildId, attempt }: Pick<Delivery, 'buildId' | 'attempt'>): Promise<Outcome> {
    return waitFor(() => this.outcomes(buildId).find((outcome) => outcome.attempt === attempt), {
      timeoutMs: 45_000,
      what: `the outcome of build ${buildId}`,
    });
  }

  /** All outcomes that were published for a build. */
  outcomes(buildId: string): Outcome[] {
    return this.events.map(({ body }) => body).filter((body) => body.buildId === buildId);
  }

  /** The lines of a build's log so far. */
  said(buildId: string): string[] {
    return this.log.filter((line) => line.buildId === buildId).map(({ message }) => message);
  }

  async job(buildId: string) {
    const { gitPullRequestJob } = gitPullRequestSchema;
    const rows = await this.database.db
      .select()
      .from(gitPullRequestJob)
      .where(eq(gitPullRequestJob.buildId, buildId));
    return rows[0];
  }

  async statusJob(buildId: string) {
    const { commitStatusJob } = gitPullRequestSchema;
    const rows = await this.database.db
      .select()
      .from(commitStatusJob)
      .where(eq(commitStatusJob.buildId, buildId));
    return rows[0];
  }

  /** Forgets how long Bitbucket has asked the account to wait, and all its counted requests. */
  async forgetBudget(): Promise<void> {
    await this.database.db.delete(connectionsSchema.bitbucketUserBudget);
    await this.database.db.delete(connectionsSchema.bitbucketRequestCount);
  }

  private async prepare(): Promise<void> {
    await this.database.db.insert(serverSchema.workspace).values({ id: this.workspaceId, name: 'Team' });
    await this.connect();
    await this.collectOutcomes();
  }

  /** Stores a connection of alice. */
  private async connect(): Promise<void> {
    const environment = this.environment();
    const client = createBitbucketClient({
      apiUrl: `${this.bitbucket.url}/2.0`,
      siteUrl: this.bitbucket.url,
      gitUrl: this.bitbucket.url,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
    });
    const connections = new GitConnections({
      database: this.database,
      client,
      keys: KeyRing.parse(environment.TOKEN_ENCRYPTION_KEYS ?? ''),
      siteUrl: this.bitbucket.url,
      clientId: CLIENT_ID,
    });
    const { uuid, displayName } = await this.bitbucket.user('alice');
    const stored = await connections.store({
      workspaceId: this.workspaceId,
      connectedBy: this.workspaceId,
      user: { uuid, accountId: 'alice', displayName, nickname: 'alice', avatarUrl: null },
      tokens: await this.bitbucket.grant(),
    });
    this.connectionId = stored.id;
  }

  private async addRepository(slug: string, empty: boolean): Promise<Delivery['target']> {
    const repositoryUuid = await this.bitbucket.createRepository(slug, { empty });
    const repositoryId = newId();
    const bitbucketWorkspaceUuid = await this.bitbucket.workspaceUuid('acme');
    await this.database.db.insert(serverSchema.repository).values({
      id: repositoryId,
      workspaceId: this.workspaceId,
      connectionId: this.connectionId,
      siteUrl: this.bitbucket.url,
      bitbucketWorkspaceUuid,
      bitbucketWorkspaceSlug: 'acme',
      repositoryUuid,
      repositorySlug: slug,
      name: slug,
      htmlUrl: `${this.bitbucket.url}/acme/${slug}`,
      isPrivate: true,
    });
    return {
      connectionId: this.connectionId,
      repositoryId,
      bitbucketWorkspaceUuid,
      bitbucketWorkspaceSlug: 'acme',
      repositoryUuid,
      repositorySlug: slug,
      baseBranch: 'main',
      workBranch: '',
      rootDirectory: '',
    };
  }

  private async collectOutcomes(): Promise<void> {
    const { client, prefix } = this.kafka;
    const consumer = client.consumer({ groupId: `${prefix}outcomes` });
    await consumer.connect();
    const names = { [PULL_REQUEST_COMPLETED.name]: 'completed', [PULL_REQUEST_FAILED.name]: 'failed' };
    const topics = [...Object.keys(names), BUILD_PROGRESS.name].map((name) => prefix + name);
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        const name = topic.slice(prefix.length);
        const body = JSON.parse(message.value?.toString() ?? '{}');
        if (name === BUILD_PROGRESS.name) this.log.push(body);
        else this.events.push({ topic: name, body: { topic: names[name], ...body } as Outcome });
      },
    });
    this.stops.push(() => consumer.disconnect());
  }
}
