import { eq } from 'drizzle-orm';
import pLimit from 'p-limit';
import { DomainError } from '@amplication/contracts';
import { type AccessTokenRequest, BitbucketError } from '@amplication/bitbucket-client';
import { connectionsSchema } from '@amplication/database';
import type { GitConnectionsOptions, Timing } from '../options';
import { type OpenToken, TokenRefresher } from './token-refresher';
import { assertUsable, type UsableRow } from '../connections/usable-connection';

const { connection } = connectionsSchema;

/** A refresh holds a database session for as long as Bitbucket takes, so few run at once. */
const REFRESHES_AT_ONCE = 4;
/** How long before its end a token may still be used when its renewal fails. */
const LAST_USE_MS = 30_000;
/** How long Bitbucket may take to say whether it accepts a token. */
const LONGEST_CHECK_MS = 5_000;

/** A request for a token that several callers wait for. */
interface Flight {
  readonly token: Promise<OpenToken>;
  /** Whether it began with a refusal, and so gives a token that is thought to be accepted. */
  readonly isAfterRefusal: boolean;
}

/**
 * Access tokens in the clear, read from the database whenever one is asked for: a connection that was taken away gives
 * none from that moment on, in any process. One read or renewal serves all who ask meanwhile.
 */
export class TokenVault {
  private readonly flights = new Map<string, Flight>();
  private readonly limit = pLimit(REFRESHES_AT_ONCE);
  private readonly refresher: TokenRefresher;

  constructor(
    private readonly options: GitConnectionsOptions,
    private readonly timing: Timing,
  ) {
    this.refresher = new TokenRefresher(options, timing);
  }

  async accessToken(connectionId: string, { refused, signal }: AccessTokenRequest = {}): Promise<string> {
    signal?.throwIfAborted();
    for (;;) {
      const flight = this.flights.get(connectionId) ?? this.start(connectionId, refused);
      const { token } = await abortable(flight.token, signal);
      // A flight that another caller started may only have read what is stored, or what this one knows to be refused.
      if (refused === undefined || (flight.isAfterRefusal && token !== refused)) return token;
    }
  }

  /** Renews the tokens though the access token may still be good, unless they are newer than `version` already. */
  async renewFrom(connectionId: string, version: number): Promise<void> {
    await this.limit(() => this.refresher.refresh(connectionId, (token) => token.version > version));
  }

  private start(connectionId: string, refused: string | undefined): Flight {
    const token = this.obtain(connectionId, refused).finally(() => this.flights.delete(connectionId));
    const flight = { token, isAfterRefusal: refused !== undefined };
    this.flights.set(connectionId, flight);
    return flight;
  }

  private async obtain(connectionId: string, refused: string | undefined): Promise<OpenToken> {
    const usable = await this.read(connectionId);
    const current = this.refresher.open(usable);
    const isRefused =
      refused !== undefined &&
      (current.token === refused || (await this.isRefused(usable.bitbucketUserUuid, current)));
    // Bitbucket was asked about it, which takes time: what was read before may have been taken away since.
    if (!isRefused && this.isLasting(current))
      return refused === undefined ? current : this.refresher.open(await this.read(connectionId));
    const isGood = (candidate: OpenToken) =>
      candidate.token !== refused &&
      (!isRefused || candidate.token !== current.token) &&
      this.isLasting(candidate);
    try {
      return await this.limit(() => this.refresher.refresh(connectionId, isGood));
    } catch (error) {
      const isUsable = !isRefused && current.expiresAt - Date.now() > LAST_USE_MS;
      if (!isUsable || isFinal(error)) throw error;
      // The renewal took its time, too.
      const now = this.refresher.open(await this.read(connectionId));
      if (now.version !== current.version) throw error;
      return now;
    }
  }

  /** The connection as it is stored now. Throws unless it may be used. */
  private async read(connectionId: string): Promise<UsableRow> {
    const [row] = await this.options.database.db
      .select()
      .from(connection)
      .where(eq(connection.id, connectionId));
    return assertUsable(row, this.options);
  }

  /**
   * Asks Bitbucket about a token that somebody else stored after the one that it has just refused: whatever ended that
   * one may have ended this one too. No answer is no refusal.
   */
  private async isRefused(userKey: string, { token }: OpenToken): Promise<boolean> {
    const api = this.options.client.as({ userKey, accessToken: () => Promise.resolve(token) });
    try {
      await api.withoutWaiting.user.current({ signal: AbortSignal.timeout(LONGEST_CHECK_MS) });
      return false;
    } catch (error) {
      return error instanceof BitbucketError && error.code === 'BITBUCKET_UNAUTHORIZED';
    }
  }

  private isLasting(token: OpenToken): boolean {
    return token.expiresAt - Date.now() > this.timing.expirySkew;
  }
}

/** The tokens are no longer ours to use, whatever the clock says of them. */
const FINAL: ReadonlySet<string> = new Set([
  'CONNECTION_GONE',
  'CONNECTION_NEEDS_RECONNECT',
  'CONNECTION_MEMBER_LEFT',
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
