import { and, asc, eq, sql } from 'drizzle-orm';
import { DomainError } from '@amplication/contracts';
import type { AccessTokenRequest, BitbucketApi, BudgetGate } from '@amplication/bitbucket-client';
import { connectionsSchema, type Transaction } from '@amplication/database';
import { trimEnd } from '@amplication/foundation';
import { createBudgetGate } from './budget/budget-gate';
import { connectedBy, ConnectionStore, type NewConnection } from './connections/connection-store';
import { type ConnectionRow, type ConnectionView, viewOf } from './connections/connection-view';
import { type ConsumerHealthView, readHealth } from './consumer/consumer-health';
import { keepAlive, type KeepAliveResult } from './tokens/keep-alive';
import { rotateKeys, type RotationResult } from './keys/key-rotation';
import { DEFAULT_TIMING, type GitConnectionsOptions, type Timing } from './options';
import { TokenVault } from './tokens/token-vault';
import { Revocation } from './connections/revocation';
import { assertUsable } from './connections/usable-connection';

const { connection } = connectionsSchema;

/** How often `last_used_at` is written at most. */
const USE_NOTED_EVERY = '1 hour';

/** What is to happen in the transaction that stores a connection; it must call `write`. */
export type StoreWithin = (tx: Transaction, write: () => Promise<string>) => Promise<unknown>;

export interface WithdrawnConnection {
  readonly id: string;
  readonly displayName: string;
}

export interface Withdrawal {
  readonly connections: readonly WithdrawnConnection[];
  revoke(): Promise<void>;
}

/** The Bitbucket accounts that workspaces have connected, and the vault of their tokens. */
export class GitConnections {
  private readonly timing: Timing;
  private readonly vault: TokenVault;
  private readonly rows: ConnectionStore;
  private readonly budget: BudgetGate;
  private readonly revocation: Revocation;

  private readonly options: GitConnectionsOptions;

  constructor(options: GitConnectionsOptions) {
    // A slash at the end must not make all connections look as if they were another site's.
    this.options = { ...options, siteUrl: trimEnd(options.siteUrl, '/') };
    this.timing = { ...DEFAULT_TIMING, ...options.timing };
    this.vault = new TokenVault(this.options, this.timing);
    this.rows = new ConnectionStore(this.options);
    this.revocation = new Revocation(this.options);
    this.budget = createBudgetGate(options.database.db);
  }

  /**
   * Stores an account that was just authorised, new or renewed. `within` may do more in the same transaction, before
   * and after it calls `write`, which gives the id of the connection. Everything else, the view too, comes after the
   * commit: a second database connection that is taken inside a transaction can bring all of them to a halt.
   * `CONNECTION_OTHER_USER` (params `connected`, `authorised`) when `connectionId` belongs to another Bitbucket user
   * and `replaceOtherUser` is not set; `CONNECTION_GONE` when it is not the workspace's.
   */
  async store(input: NewConnection, within: StoreWithin = (_tx, write) => write()): Promise<ConnectionView> {
    let stored: ConnectionRow | null = null;
    await this.options.database.db.transaction((tx) =>
      within(tx, async () => {
        stored = await this.rows.store(tx, input);
        return stored.id;
      }),
    );
    return this.committed(stored);
  }

  /**
   * A valid access token; renewed once, across all processes, when it is about to expire or when Bitbucket has
   * `refused` the newest one that is stored. Throws `CONNECTION_GONE`, `CONNECTION_OTHER_CONSUMER`,
   * `CONNECTION_NEEDS_RECONNECT`, `CONNECTION_MEMBER_LEFT`, a `ConnectionWaitError` (wait `retryAfterMs` and ask
   * again), or what kept Bitbucket from answering.
   */
  accessToken(connectionId: string, options: AccessTokenRequest = {}): Promise<string> {
    return this.vault.accessToken(connectionId, options);
  }

  /** Bitbucket's API as this account, with its budget and its tokens. Throws as `accessToken` does. */
  async api(connectionId: string): Promise<BitbucketApi> {
    const { db } = this.options.database;
    const [found] = await db.select().from(connection).where(eq(connection.id, connectionId));
    const row = assertUsable(found, this.options);
    await db
      .update(connection)
      .set({ lastUsedAt: sql`now()` })
      .where(
        and(
          eq(connection.id, row.id),
          sql`coalesce(${connection.lastUsedAt}, '-infinity') < now() - ${USE_NOTED_EVERY}::interval`,
        ),
      );
    return this.options.client.as({
      userKey: row.bitbucketUserUuid,
      accessToken: (options) => this.accessToken(row.id, options),
    });
  }

  /**
   * Throws, as `accessToken` does, unless the connection may be used; if it may, nobody can take it away until the
   * transaction ends: whoever does so after it finds what was begun with it under way.
   */
  async holdUsable(tx: Transaction, workspaceId: string, id: string): Promise<void> {
    const [row] = await tx
      .select()
      .from(connection)
      .where(and(eq(connection.id, id), eq(connection.workspaceId, workspaceId)))
      .for('share');
    assertUsable(row, this.options);
  }

  /** One connection of the workspace. `NOT_FOUND` if it has no such connection. */
  async get(workspaceId: string, id: string): Promise<ConnectionView> {
    const [row] = await this.options.database.db
      .select()
      .from(connection)
      .where(and(eq(connection.id, id), eq(connection.workspaceId, workspaceId)));
    if (!row) throw new DomainError('NOT_FOUND');
    return this.view(row);
  }

  /** All connections of the workspace, oldest first, the disconnected ones too. */
  async list(workspaceId: string): Promise<ConnectionView[]> {
    const rows = await this.options.database.db
      .select()
      .from(connection)
      .where(eq(connection.workspaceId, workspaceId))
      .orderBy(asc(connection.createdAt), asc(connection.id));
    return Promise.all(rows.map((row) => this.view(row)));
  }

  /**
   * Deletes the tokens, keeps the row, and asks Bitbucket to revoke the access (best effort: Bitbucket documents no
   * such call). Done before: nothing happens. `NOT_FOUND` if the workspace has no such connection.
   */
  async disconnect(workspaceId: string, id: string): Promise<ConnectionView> {
    const before = await this.rows.disconnect(this.options.database.db, workspaceId, id);
    if (before) await this.revocation.ofRow(before);
    return this.get(workspaceId, id);
  }

  /** The connections that `withdraw` would end, oldest first. */
  async connectedBy(workspaceId: string, accountId: string): Promise<WithdrawnConnection[]> {
    const rows = await this.options.database.db
      .select()
      .from(connection)
      .where(connectedBy(workspaceId, accountId))
      .orderBy(asc(connection.createdAt), asc(connection.id));
    return rows.map(({ id, displayName }) => ({ id, displayName }));
  }

  /**
   * The account leaves the workspace: in the caller's transaction, the tokens that it brought are deleted and its
   * connections need a reconnect (`CONNECTION_MEMBER_LEFT`). Call `revoke` of the result once that is committed: it
   * asks Bitbucket to revoke the access, as `disconnect` does, and never fails.
   */
  async withdraw(tx: Transaction, workspaceId: string, accountId: string): Promise<Withdrawal> {
    const rows = await this.rows.withdraw(tx, workspaceId, accountId);
    return {
      connections: rows.map(({ id, displayName }) => ({ id, displayName })),
      revoke: async () => {
        for (const row of rows) await this.revocation.ofRow(row);
      },
    };
  }

  /** Refreshes connections that are idle, abandoned in the middle of a refresh, or due for another try. */
  keepAlive(): Promise<KeepAliveResult> {
    return keepAlive(this.options, this.timing, this.vault);
  }

  /** Seals all tokens with the first key of the ring, while the platform runs. */
  rotateKeys(): Promise<RotationResult> {
    return rotateKeys(this.options.database.db, this.options.keys);
  }

  /** Whether Bitbucket refuses this installation's consumer as a whole: for the operator. */
  consumerHealth(): Promise<ConsumerHealthView> {
    return readHealth(this.options.database.db, this.options.clientId);
  }

  private committed(row: ConnectionRow | null): Promise<ConnectionView> {
    if (!row) throw new Error('The transaction was committed without the connection.');
    return this.view(row);
  }

  private async view(row: ConnectionRow): Promise<ConnectionView> {
    return viewOf(row, this.options, await this.budget.read(row.bitbucketUserUuid));
  }
}
