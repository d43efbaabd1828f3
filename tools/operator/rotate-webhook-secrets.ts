import { type Database, serverSchema } from '@amplication/database';
import { type KeyRing, SealError } from '@amplication/git-connections';
import { and, eq, isNotNull } from 'drizzle-orm';

const { repository } = serverSchema;

export interface WebhookRotationResult {
  /** How many secrets were sealed again. */
  readonly sealed: number;
  /** Ids of repositories whose secret no key of the ring opens. */
  readonly unreadable: readonly string[];
}

/**
 * Seals the secret of every webhook with the first key of the ring, while the platform runs. One that cannot be opened
 * is forgotten, so that the server registers the webhook again with a new one. Safe to stop and to repeat.
 */
export async function rotateWebhookSecrets(db: Database, keys: KeyRing): Promise<WebhookRotationResult> {
  const rows = await db
    .select({ id: repository.id, secret: repository.webhookSecret })
    .from(repository)
    .where(isNotNull(repository.webhookSecret));
  let sealed = 0;
  const unreadable: string[] = [];
  for (const { id, secret } of rows) {
    if (secret === null || keys.isCurrent(secret)) continue;
    const opened = open(keys, secret, id);
    if (opened === null) unreadable.push(id);
    else sealed += 1;
    await db
      .update(repository)
      .set(
        opened === null
          ? { webhookSecret: null, webhookUuid: null, webhookFailedAt: null }
          : { webhookSecret: keys.seal(opened, id) },
      )
      // Whatever the server has written meanwhile is newer.
      .where(and(eq(repository.id, id), eq(repository.webhookSecret, secret)));
  }
  return { sealed, unreadable };
}

function open(keys: KeyRing, secret: string, id: string): string | null {
  try {
    return keys.open(secret, id);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
