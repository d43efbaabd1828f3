import { and, asc, eq, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import { connectionsSchema } from '@amplication/database';
import type { Consumer } from '../connections/connection-view';
import { readHealth } from '../consumer/consumer-health';
import type { GitConnectionsOptions, Timing } from '../options';
import type { TokenVault } from './token-vault';

const { connection } = connectionsSchema;

/** No process still waits for the answer to a refresh that was requested this long ago. */
const ABANDONED_MS = 60_000;

export interface KeepAliveResult {
  readonly refreshed: number;
  readonly failed: number;
}

/**
 * Refreshes what nobody else would in time: connections that have been idle (an unused refresh token dies after three
 * months), refreshes whose process died (the old refresh token works for about ten minutes), suspect ones whose next
 * try is due, and a witness where one is needed. Cheap when there is nothing to do: run it every minute.
 */
export async function keepAlive(
  options: GitConnectionsOptions,
  timing: Timing,
  vault: TokenVault,
): Promise<KeepAliveResult> {
  const due = [...(await findWitness(options, timing)), ...(await findDue(options, timing))];
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

interface Candidate {
  readonly id: string;
  readonly version: number;
}

const CANDIDATE = { id: connection.id, version: connection.tokenVersion };
const ago = (ms: number) => sql`now() - ${ms} * interval '1 millisecond'`;
const ofConsumer = ({ siteUrl, clientId }: Consumer) =>
  and(eq(connection.siteUrl, siteUrl), eq(connection.clientId, clientId));

function findDue(options: GitConnectionsOptions, timing: Timing): Promise<Candidate[]> {
  return options.database.db
    .select(CANDIDATE)
    .from(connection)
    .where(
      and(
        ofConsumer(options),
        inArray(connection.status, ['connected', 'suspect']),
        or(
          lt(connection.refreshedAt, ago(timing.idle)),
          lt(connection.refreshStartedAt, ago(ABANDONED_MS)),
          and(isNotNull(connection.suspectSince), lt(connection.refreshAfter, sql`now()`)),
        ),
      ),
    );
}

/**
 * A single suspect cannot show whether it or the consumer is at fault. When half of its time has passed without another
 * refresh, one other connection is refreshed to find out. If that one is refused too, there are two suspects and no
 * further witness is called.
 */
async function findWitness(options: GitConnectionsOptions, timing: Timing): Promise<Candidate[]> {
  const { db } = options.database;
  const suspects = await db
    .select({ id: connection.id, since: connection.suspectSince })
    .from(connection)
    .where(and(ofConsumer(options), eq(connection.status, 'suspect')))
    .limit(2);
  const [suspect, second] = suspects;
  if (!suspect?.since || second) return [];
  const { lastAcceptedAt } = await readHealth(db, options.clientId);
  const isDecided = lastAcceptedAt !== null && lastAcceptedAt > suspect.since;
  if (isDecided || Date.now() - suspect.since.getTime() < timing.suspicion / 2) return [];
  return db
    .select(CANDIDATE)
    .from(connection)
    .where(and(ofConsumer(options), eq(connection.status, 'connected')))
    .orderBy(asc(connection.refreshedAt))
    .limit(1);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
