import { and, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { connectionsSchema } from '@amplication/database';
import type { GitConnectionsOptions, Timing } from './options';
import type { TokenVault } from './token-vault';

const { connection } = connectionsSchema;

/** A refresh that was asked for so long ago has no process any more that waits for its answer. */
const ABANDONED_MS = 60_000;

export interface KeepAliveResult {
  readonly refreshed: number;
  readonly failed: number;
}

/**
 * Refreshes what nobody else would in time: connections that have been idle (an unused refresh token dies after three
 * months), refreshes whose process died (the old refresh token works for about ten minutes), and suspect ones whose next
 * try is due. Cheap when there is nothing to do: run it every minute.
 */
export async function keepAlive(
  options: GitConnectionsOptions,
  timing: Timing,
  vault: TokenVault,
): Promise<KeepAliveResult> {
  const ago = (ms: number) => sql`now() - ${ms} * interval '1 millisecond'`;
  const due = await options.database.db
    .select({ id: connection.id, version: connection.tokenVersion })
    .from(connection)
    .where(
      and(
        eq(connection.siteUrl, options.siteUrl),
        eq(connection.clientId, options.clientId),
        inArray(connection.status, ['connected', 'suspect']),
        or(
          lt(connection.refreshedAt, ago(timing.idle)),
          lt(connection.refreshStartedAt, ago(ABANDONED_MS)),
          and(isNotNull(connection.suspectSince), lt(connection.refreshAfter, sql`now()`)),
        ),
      ),
    );
  let refreshed = 0;
  for (const { id, version } of due) {
    try {
      await vault.renewFrom(id, version);
      refreshed++;
    } catch (error) {
      options.logger?.warn(
        { connectionId: id, error: messageOf(error) },
        'Keep-alive of a connection failed',
      );
    }
  }
  return { refreshed, failed: due.length - refreshed };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
