import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { newId } from '@amplication/contracts';
import {
  type BitbucketClientOptions,
  type BitbucketUser,
  createBitbucketClient,
  type TokenSet,
} from '@amplication/bitbucket-client';
import {
  connectionsSchema,
  createDatabase,
  type DatabaseHandle,
  migrateDatabase,
} from '@amplication/database';
import {
  createTestDatabase,
  type RunningEmulator,
  type StartedProcess,
  startEmulator,
  startProcess,
  type TestDatabase,
} from '@amplication/testing';
import { GitConnections } from '../src/git-connections';
import { KeyRing } from '../src/keys/key-ring';
import type { GitConnectionsOptions } from '../src/options';

const { connection } = connectionsSchema;
export type Row = typeof connection.$inferSelect;

export const CONSUMER = { clientId: 'amplication-local', clientSecret: 'amplication-local-secret' };

export const keyEntry = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

/** A migrated database, an emulator, and instances on both. */
export class Harness {
  readonly keys = keyEntry('k1');
  readonly workspaceId = newId();
  private readonly children: StartedProcess[] = [];

  private constructor(
    readonly testDatabase: TestDatabase,
    readonly database: DatabaseHandle,
    readonly emulator: RunningEmulator,
  ) {}

  static async start(): Promise<Harness> {
    const testDatabase = await createTestDatabase();
    await migrateDatabase(testDatabase.url);
    const emulator = await startEmulator();
    return new Harness(testDatabase, createDatabase(testDatabase.url, { max: 20 }), emulator);
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    await this.database.close();
    await Promise.all([this.testDatabase.drop(), this.emulator.stop()]);
  }

  client(options: Partial<BitbucketClientOptions> = {}) {
    const { url } = this.emulator;
    return createBitbucketClient({
      apiUrl: `${url}/2.0`,
      siteUrl: url,
      gitUrl: url,
      ...CONSUMER,
      ...options,
    });
  }

  gitConnections(
    options: Partial<GitConnectionsOptions> = {},
    client: Partial<BitbucketClientOptions> = {},
  ): GitConnections {
    return new GitConnections({
      database: this.database,
      client: this.client(client),
      keys: KeyRing.parse(this.keys),
      siteUrl: this.emulator.url,
      clientId: CONSUMER.clientId,
      ...options,
    });
  }

  /** What Bitbucket gives when this user authorises the consumer. */
  async authorise(user: string, scopes?: string[]): Promise<{ user: BitbucketUser; tokens: TokenSet }> {
    const answer = await this.emulatorCall('POST', 'tokens', { user, scopes });
    const tokens: TokenSet = {
      accessToken: String(answer.access_token),
      refreshToken: String(answer.refresh_token),
      expiresIn: Number(answer.expires_in),
      scopes: String(answer.scope).split(' '),
    };
    const api = this.client().as({ userKey: user, accessToken: () => Promise.resolve(tokens.accessToken) });
    return { user: await api.user.current(), tokens };
  }

  /** Connects a user in a workspace and returns the connection's id. */
  async connect(user: string, workspaceId = this.workspaceId): Promise<string> {
    const authorised = await this.authorise(user);
    const view = await this.gitConnections().store({
      workspaceId,
      connectedBy: newId(),
      ...authorised,
    });
    return view.id;
  }

  async row(id: string): Promise<Row> {
    const [row] = await this.database.db.select().from(connection).where(eq(connection.id, id));
    if (!row) throw new Error(`There is no connection ${id}.`);
    return row;
  }

  async change(id: string, values: Partial<Row>): Promise<void> {
    await this.database.db.update(connection).set(values).where(eq(connection.id, id));
  }

  /** The access token is over; nothing else is. */
  expire(...ids: string[]): Promise<void[]> {
    return Promise.all(
      ids.map((id) => this.change(id, { accessTokenExpiresAt: new Date(Date.now() - 1_000) })),
    );
  }

  settings(values: object): Promise<object> {
    return this.emulatorCall('PATCH', 'settings', values);
  }

  /** The next request that matches is answered so. */
  fault(values: object): Promise<object> {
    return this.emulatorCall('POST', 'faults', values);
  }

  /** Keeps back the next request of `path`, until `release`. */
  async hold(path: string): Promise<{ isHolding(): Promise<boolean>; release(): Promise<unknown> }> {
    const { id } = await this.emulatorCall('POST', 'faults', { action: 'hold', path });
    return {
      isHolding: async () => {
        const { faults } = await this.emulatorCall('GET', 'faults');
        return JSON.stringify(faults).includes(`"holding":1`);
      },
      release: () => this.emulatorCall('DELETE', `faults/${String(id)}`),
    };
  }

  consumer(values: object): Promise<object> {
    return this.emulatorCall('PATCH', `consumers/${CONSUMER.clientId}`, values);
  }

  /** Emulator and tables as they were at the start. */
  async reset(): Promise<void> {
    await this.emulatorCall('POST', 'reset', {});
    await this.database.pool.query(`truncate connections.connection, connections.consumer_health,
      connections.bitbucket_user_budget, connections.bitbucket_request_count`);
  }

  /** Requests to the token endpoint since the last reset. */
  refreshRequests(): Promise<number> {
    return this.requests('/site/oauth2/access_token');
  }

  /** Requests to end a grant since the last reset. */
  revocations(): Promise<number> {
    return this.requests('/site/oauth2/revoke');
  }

  /** A process of its own with connections on the same database and emulator: see token-process.ts. */
  async process(
    connectionId: string,
    mode: 'ask' | 'die-before-store',
    callers: number,
  ): Promise<StartedProcess> {
    const child = await startProcess({
      command: process.execPath,
      args: [
        '--import',
        'tsx',
        'libs/git-connections/test/token-process.ts',
        mode,
        connectionId,
        String(callers),
      ],
      env: {
        DATABASE_URL: this.testDatabase.url,
        EMULATOR_URL: this.emulator.url,
        TOKEN_ENCRYPTION_KEYS: this.keys,
      },
      cwd: new URL('../../..', import.meta.url).pathname,
      until: (line) => line === 'ready' && line,
    });
    this.children.push(child);
    return child;
  }

  private async requests(path: string): Promise<number> {
    return Number((await this.emulatorCall('GET', `requests?path=${path}`)).count);
  }

  private async emulatorCall(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.emulator.url}/_emulator/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }
}

export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}
