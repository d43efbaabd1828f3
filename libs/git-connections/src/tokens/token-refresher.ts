import { pause } from '@amplication/foundation';
import { and, eq, ne, sql } from 'drizzle-orm';
import { DomainError } from '@amplication/contracts';
import { OAuthRefusedError, type TokenSet } from '@amplication/bitbucket-client';
import { connectionsSchema, type Database } from '@amplication/database';
import { ConnectionWaitError } from './connection-wait-error';
import { recordAccepted, recordRefused } from '../consumer/consumer-health';
import type { GitConnectionsOptions, Timing } from '../options';
import { underRefreshLock } from './refresh-lock';
import { HEALTHY } from '../connections/healthy';
import { Revocation } from '../connections/revocation';
import { assertUsable, type UsableRow } from '../connections/usable-connection';

const { connection } = connectionsSchema;

/** An access token in the clear, in this process only. */
export interface OpenToken {
  readonly token: string;
  readonly expiresAt: number;
  readonly version: number;
}

/** Waits between tries to store tokens that Bitbucket has given: losing them can lose the connection. */
const STORE_WAITS_MS = [0, 200, 1_000, 3_000, 8_000];

/** Renews the tokens of a connection: once, however many callers in however many processes ask. See docs/adr/0006. */
export class TokenRefresher {
  private readonly revocation: Revocation;

  constructor(
    private readonly options: GitConnectionsOptions,
    private readonly timing: Timing,
  ) {
    this.revocation = new Revocation(options);
  }

  open(row: UsableRow): OpenToken {
    return {
      token: this.options.keys.open(row.accessToken, row.id),
      expiresAt: row.accessTokenExpiresAt.getTime(),
      version: row.tokenVersion,
    };
  }

  /** The stored token if `isGood` says so once the lock is held, else a new one. */
  refresh(connectionId: string, isGood: (token: OpenToken) => boolean): Promise<OpenToken> {
    const { database } = this.options;
    return underRefreshLock(database, connectionId, this.timing.lockWait, async (db) => {
      const row = await this.read(db, connectionId);
      const current = this.open(row);
      if (isGood(current)) return current;
      refuseWhileSuspect(row);
      return this.request(db, row);
    });
  }

  private async read(db: Database, connectionId: string): Promise<UsableRow> {
    const [row] = await db.select().from(connection).where(eq(connection.id, connectionId));
    return assertUsable(row, this.options);
  }

  private async request(db: Database, row: UsableRow): Promise<OpenToken> {
    await db
      .update(connection)
      .set({ refreshStartedAt: sql`now()` })
      .where(sameTokens(row));
    const askedAt = Date.now();
    let tokens: TokenSet;
    try {
      tokens = await this.options.client.oauth.refresh(this.options.keys.open(row.refreshToken, row.id), {
        timeoutMs: this.timing.refreshRequest,
      });
    } catch (error) {
      if (error instanceof OAuthRefusedError) return this.onRefused(db, row, error);
      // Unanswered: `refresh_started_at` stays, and the next try uses the old refresh token within its grace.
      throw error;
    }
    return this.store(db, row, tokens, askedAt);
  }

  private async store(db: Database, row: UsableRow, tokens: TokenSet, askedAt: number): Promise<OpenToken> {
    const expiresAt = askedAt + tokens.expiresIn * 1_000;
    const isStored = await this.storeWithRetries(db, (executor) =>
      this.write(executor, row, tokens, expiresAt),
    );
    if (!isStored) return this.discard(db, row, tokens);
    this.options.logger?.info({ connectionId: row.id }, 'Bitbucket connection refreshed');
    return { token: tokens.accessToken, expiresAt, version: row.tokenVersion + 1 };
  }

  private async write(
    executor: Database,
    row: UsableRow,
    tokens: TokenSet,
    expiresAt: number,
  ): Promise<boolean> {
    const { keys, clientId } = this.options;
    const written = await executor
      .update(connection)
      .set({
        accessToken: keys.seal(tokens.accessToken, row.id),
        refreshToken: keys.seal(tokens.refreshToken, row.id),
        accessTokenExpiresAt: new Date(expiresAt),
        tokenVersion: row.tokenVersion + 1,
        scopes: tokens.scopes.length > 0 ? tokens.scopes : row.scopes,
        refreshedAt: sql`now()`,
        updatedAt: sql`now()`,
        ...HEALTHY,
      })
      .where(sameTokens(row))
      .returning({ id: connection.id });
    if (written.length > 0) await recordAccepted(executor, clientId);
    return written.length > 0;
  }

  /** The session that holds the lock may have broken during the request: then any other will do. */
  private async storeWithRetries(db: Database, write: (db: Database) => Promise<boolean>): Promise<boolean> {
    let failure: unknown;
    for (const wait of STORE_WAITS_MS) {
      if (wait > 0) await pause(wait);
      try {
        return await write(wait === 0 ? db : this.options.database.db);
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** The row changed during the request: reconnected, or disconnected. What the request brought is not wanted. */
  private async discard(db: Database, row: UsableRow, unwanted: TokenSet): Promise<OpenToken> {
    await this.revocation.ofToken(row, unwanted.refreshToken);
    return this.open(await this.read(db, row.id));
  }

  private async onRefused(db: Database, row: UsableRow, error: OAuthRefusedError): Promise<OpenToken> {
    if (error.refusal === 'grant') return this.markLost(db, row, error);
    const health = await recordRefused(db, this.options.clientId);
    const wait = this.suspectWait(row.refreshFailures);
    const [suspect] = await db
      .update(connection)
      .set({
        status: 'suspect',
        suspectSince: sql`coalesce(${connection.suspectSince}, now())`,
        statusCause: 'CONSUMER_REFUSED',
        refreshFailures: row.refreshFailures + 1,
        refreshAfter: new Date(Date.now() + wait),
        refreshStartedAt: null,
        updatedAt: sql`now()`,
      })
      .where(sameTokens(row))
      .returning();
    if (!suspect) return this.open(await this.read(db, row.id));
    const since = suspect.suspectSince ?? suspect.updatedAt;
    // Somebody else's refresh succeeded since: the consumer is fine, so it is this connection.
    const isOnlyThisOne = health.lastRefreshedAt !== null && health.lastRefreshedAt > since;
    if (isOnlyThisOne && suspect.updatedAt.getTime() - since.getTime() >= this.timing.suspicion)
      return this.markLost(db, row, error);
    return this.reportSuspect(db, row, isOnlyThisOne, wait, error);
  }

  private async reportSuspect(
    db: Database,
    row: UsableRow,
    isOnlyThisOne: boolean,
    wait: number,
    cause: OAuthRefusedError,
  ): Promise<never> {
    const code = isOnlyThisOne ? 'CONNECTION_SUSPECT' : 'CONSUMER_REFUSED';
    await db.update(connection).set({ statusCause: code }).where(sameTokens(row));
    const context = { connectionId: row.id, clientId: this.options.clientId, code };
    if (isOnlyThisOne) this.options.logger?.warn(context, 'Bitbucket refuses to refresh a connection');
    else this.options.logger?.error(context, "Bitbucket refuses the OAuth consumer's key or secret");
    throw new ConnectionWaitError(code, wait, cause);
  }

  private async markLost(db: Database, row: UsableRow, cause: OAuthRefusedError): Promise<OpenToken> {
    const lost = await db
      .update(connection)
      .set({
        status: 'reconnect-needed',
        statusCause: 'CONNECTION_NEEDS_RECONNECT',
        refreshStartedAt: null,
        updatedAt: sql`now()`,
      })
      .where(sameTokens(row))
      .returning({ id: connection.id });
    // Reconnected meanwhile: the refusal was about tokens that are no longer used.
    if (lost.length === 0) return this.open(await this.read(db, row.id));
    this.options.logger?.warn({ connectionId: row.id }, 'Bitbucket connection needs a reconnect');
    throw new DomainError('CONNECTION_NEEDS_RECONNECT', { cause });
  }

  private suspectWait(failures: number): number {
    const { suspectBase, suspectCeiling } = this.timing;
    const bound = Math.min(suspectCeiling, suspectBase * 2 ** failures);
    return Math.round(bound / 2 + (Math.random() * bound) / 2);
  }
}

/** Compare-and-set: only while the tokens are those that were read, and nobody disconnected. */
const sameTokens = (row: UsableRow) =>
  and(
    eq(connection.id, row.id),
    eq(connection.tokenVersion, row.tokenVersion),
    ne(connection.status, 'disconnected'),
  );

/** A predecessor that died after it had asked leaves `refresh_started_at`: its successor asks at once. */
function refuseWhileSuspect(row: UsableRow): void {
  const wait = (row.refreshAfter?.getTime() ?? 0) - Date.now();
  if (row.refreshStartedAt !== null || row.suspectSince === null || wait <= 0) return;
  const code = row.statusCause === 'CONNECTION_SUSPECT' ? 'CONNECTION_SUSPECT' : 'CONSUMER_REFUSED';
  throw new ConnectionWaitError(code, wait);
}
