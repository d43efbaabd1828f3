import { createBitbucketClient } from '@amplication/bitbucket-client';
import { createDatabase } from '@amplication/database';
import { GitConnections, KeyRing } from '@amplication/git-connections';
import { BitbucketEnv, combineEnv, DatabaseEnv, loadConfig } from '@amplication/service-kit';
import { rotateWebhookSecrets } from './rotate-webhook-secrets';

class RotationEnv extends combineEnv(DatabaseEnv, BitbucketEnv) {}

/** Seals every stored token and webhook secret with the newest key, while the platform runs, and returns a line that says so. */
export async function rotateKeys(): Promise<string> {
  const env = loadConfig(RotationEnv, { app: 'amplication-server' });
  const database = createDatabase(env.DATABASE_URL, { max: 2, applicationName: 'operator' });
  try {
    const keys = KeyRing.parse(env.TOKEN_ENCRYPTION_KEYS);
    const connections = new GitConnections({
      database,
      keys,
      client: createBitbucketClient({
        apiUrl: env.BITBUCKET_API_URL,
        siteUrl: env.BITBUCKET_SITE_URL,
        gitUrl: env.BITBUCKET_GIT_URL,
        clientId: env.BITBUCKET_CLIENT_ID,
        clientSecret: env.BITBUCKET_CLIENT_SECRET,
      }),
      siteUrl: env.BITBUCKET_SITE_URL,
      clientId: env.BITBUCKET_CLIENT_ID,
    });
    const { sealed, unreadable } = await connections.rotateKeys();
    const lost = unreadable.map(
      (id) => `\nNo key of the ring opens connection ${id}: it must be connected again.`,
    );
    const webhooks = await rotateWebhookSecrets(database.db, keys);
    const renewed = webhooks.unreadable.map(
      (id) =>
        `\nNo key of the ring opens the webhook secret of repository ${id}: the server makes a new one.`,
    );
    return (
      `Sealed ${sealed} connections and ${webhooks.sealed} webhook secrets with the key ${keys.currentKeyId}.` +
      [...lost, ...renewed].join('')
    );
  } finally {
    await database.close();
  }
}
