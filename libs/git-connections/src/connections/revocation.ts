import { and, eq, isNotNull } from 'drizzle-orm';
import { connectionsSchema } from '@amplication/database';
import type { GitConnectionsOptions } from '../options';
import { type ConnectionRow, isOfConsumer } from './connection-view';

const { connection } = connectionsSchema;

/** What is asked to be revoked: a grant of a Bitbucket user, by one of its refresh tokens. */
type Grant = Pick<ConnectionRow, 'id' | 'bitbucketUserUuid' | 'siteUrl' | 'clientId'>;

/** Asks Bitbucket to end a grant. It documents no such call, so this is an attempt, and never fails. */
export class Revocation {
  constructor(private readonly options: GitConnectionsOptions) {}

  /** Of a row as it was before its tokens were deleted. */
  async ofRow(row: ConnectionRow): Promise<void> {
    const { refreshToken } = row;
    if (refreshToken === null) return;
    await this.attempt(row, () => this.options.keys.open(refreshToken, row.id));
  }

  /** Of tokens that were given and are not wanted. */
  async ofToken(grant: Grant, refreshToken: string): Promise<void> {
    await this.attempt(grant, () => refreshToken);
  }

  private async attempt(grant: Grant, refreshToken: () => string): Promise<void> {
    if (!isOfConsumer(grant, this.options)) return;
    try {
      if (await this.isConnectedElsewhere(grant)) return;
      await this.options.client.oauth.revoke(refreshToken());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.options.logger?.info({ connectionId: grant.id, reason }, 'Bitbucket did not revoke the access');
    }
  }

  /** To revoke one grant could end the others that the same Bitbucket user has given to our consumer. */
  private async isConnectedElsewhere(grant: Grant): Promise<boolean> {
    const rows = await this.options.database.db
      .select({ id: connection.id })
      .from(connection)
      .where(
        and(
          eq(connection.bitbucketUserUuid, grant.bitbucketUserUuid),
          eq(connection.siteUrl, grant.siteUrl),
          eq(connection.clientId, grant.clientId),
          isNotNull(connection.refreshToken),
        ),
      )
      .limit(1);
    return rows.length > 0;
  }
}
