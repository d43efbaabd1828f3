import { and, eq, gt, isNotNull, asc } from 'drizzle-orm';
import { connectionsSchema, type Database } from '@amplication/database';
import { type KeyRing, SealError } from './key-ring';

const { connection } = connectionsSchema;

export interface RotationResult {
  /** Connections whose tokens were sealed again. */
  readonly sealed: number;
  /** Ids of connections whose tokens no key of the ring opens: they must be connected again. */
  readonly unreadable: readonly string[];
}

const BATCH = 100;

/**
 * Seals every stored token with the first key of the ring, row by row, while the platform runs. A row whose tokens
 * changed in between is read again. Safe to stop and to repeat.
 */
export async function rotateKeys(db: Database, keys: KeyRing): Promise<RotationResult> {
  let sealed = 0;
  const unreadable: string[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const batch = await db
      .select({ id: connection.id })
      .from(connection)
      .where(and(gt(connection.id, after), isNotNull(connection.refreshToken)))
      .orderBy(asc(connection.id))
      .limit(BATCH);
    for (const { id } of batch) {
      const outcome = await reseal(db, keys, id);
      if (outcome === 'sealed') sealed++;
      if (outcome === 'unreadable') unreadable.push(id);
      after = id;
    }
    if (batch.length < BATCH) return { sealed, unreadable };
  }
}

async function reseal(db: Database, keys: KeyRing, id: string): Promise<'sealed' | 'current' | 'unreadable'> {
  for (;;) {
    const [row] = await db.select().from(connection).where(eq(connection.id, id));
    if (!row || row.accessToken === null || row.refreshToken === null) return 'current';
    const resealed = resealedTokens(keys, id, row.accessToken, row.refreshToken);
    if (typeof resealed === 'string') return resealed;
    const written = await db
      .update(connection)
      .set(resealed)
      .where(
        and(
          eq(connection.id, id),
          eq(connection.tokenVersion, row.tokenVersion),
          eq(connection.refreshToken, row.refreshToken),
        ),
      )
      .returning({ id: connection.id });
    if (written.length > 0) return 'sealed';
  }
}

function resealedTokens(keys: KeyRing, id: string, accessToken: string, refreshToken: string) {
  try {
    if (keys.isCurrent(accessToken) && keys.isCurrent(refreshToken)) return 'current';
    return {
      accessToken: keys.seal(keys.open(accessToken, id), id),
      refreshToken: keys.seal(keys.open(refreshToken, id), id),
    };
  } catch (error) {
    if (error instanceof SealError) return 'unreadable';
    throw error;
  }
}
