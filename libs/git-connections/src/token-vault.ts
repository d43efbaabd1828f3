import { eq } from 'drizzle-orm';
import { DomainError } from '@amplication/contracts';
import { connectionsSchema } from '@amplication/database';
import { Limiter } from './limiter';
import type { GitConnectionsOptions, Timing } from './options';
import { type OpenToken, TokenRefresh } from './token-refresh';
import { assertUsable } from './usable';

const { connection } = connectionsSchema;

/** A refresh holds a database session for as long as Bitbucket takes, so few run at once. */
const REFRESHES_AT_ONCE = 4;
/** A token that is about to be renewed may still be used when the renewal fails, until so long before its end. */
const LAST_USE_MS = 30_000;

interface Kept extends OpenToken {
  readonly checkedAt: number;
}

export interface AccessTokenOptions {
  /** The newest token that was given out was refused by Bitbucket, or `refused` if the caller knows which. */
  readonly renew?: boolean;
  readonly refused?: string;
  readonly signal?: AbortSignal;
}

/** Access tokens in the clear: kept in this process until shortly before they expire, one request for all who ask. */
export class TokenVault {
  private readonly kept = new Map<string, Kept>();
  private readonly flights = new Map<string, Promise<OpenToken>>();
  private readonly limiter = new Limiter(REFRESHES_AT_ONCE);
  private readonly refresher: TokenRefresh;

  constructor(
    private readonly options: GitConnectionsOptions,
    private readonly timing: Timing,
  ) {
    this.refresher = new TokenRefresh(options, timing);
  }

  async accessToken(connectionId: string, options: AccessTokenOptions = {}): Promise<string> {
    const { renew, signal } = options;
    signal?.throwIfAborted();
    const kept = this.kept.get(connectionId);
    if (!renew && kept && this.isFresh(kept)) return kept.token;
    const stale = renew ? (options.refused ?? kept?.token) : undefined;
    for (;;) {
      // A flight that another caller started may only have read what this caller knows to be refused.
      const flight = this.flights.get(connectionId) ?? this.start(connectionId, stale);
      const { token } = await abortable(flight, signal);
      if (token !== stale) return token;
    }
  }

  /** Renews the tokens though the access token may still be good, unless they are newer than `version` already. */
  async renewFrom(connectionId: string, version: number): Promise<void> {
    await this.limiter.run(() => this.refresher.refresh(connectionId, (token) => token.version > version));
  }

  forget(connectionId: string): void {
    this.kept.delete(connectionId);
  }

  private start(connectionId: string, stale: string | undefined): Promise<OpenToken> {
    const flight = this.obtain(connectionId, stale)
      .then((token) => {
        this.kept.set(connectionId, { ...token, checkedAt: Date.now() });
        return token;
      })
      .catch((error: unknown) => {
        this.forget(connectionId);
        throw error;
      })
      .finally(() => this.flights.delete(connectionId));
    this.flights.set(connectionId, flight);
    return flight;
  }

  private async obtain(connectionId: string, stale: string | undefined): Promise<OpenToken> {
    const isGood = (token: OpenToken) => token.token !== stale && this.isLasting(token);
    const [row] = await this.options.database.db
      .select()
      .from(connection)
      .where(eq(connection.id, connectionId));
    const current = this.refresher.open(assertUsable(row, this.options));
    if (isGood(current)) return current;
    try {
      return await this.limiter.run(() => this.refresher.refresh(connectionId, isGood));
    } catch (error) {
      const isUsable = current.token !== stale && current.expiresAt - Date.now() > LAST_USE_MS;
      if (!isUsable || isFinal(error)) throw error;
      return current;
    }
  }

  private isLasting(token: OpenToken): boolean {
    return token.expiresAt - Date.now() > this.timing.expirySkew;
  }

  private isFresh(kept: Kept): boolean {
    return this.isLasting(kept) && Date.now() - kept.checkedAt < this.timing.recheck;
  }
}

/** The tokens are no longer ours to use, whatever the clock says of them. */
const FINAL: ReadonlySet<string> = new Set([
  'CONNECTION_GONE',
  'CONNECTION_NEEDS_RECONNECT',
  'CONNECTION_OTHER_CONSUMER',
]);
const isFinal = (error: unknown): boolean => error instanceof DomainError && FINAL.has(error.code);

/** Leaves the promise to the others who wait for it. */
function abortable<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
