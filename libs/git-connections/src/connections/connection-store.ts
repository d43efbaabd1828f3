import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { DomainError, newId } from '@amplication/contracts';
import type { BitbucketUser, TokenSet } from '@amplication/bitbucket-client';
import { connectionsSchema, type Database, lockUntilCommit, type Transaction } from '@amplication/database';
import type { ConnectionRow } from './connection-view';
import { recordAccepted } from '../consumer/consumer-health';
import type { GitConnectionsOptions } from '../options';
import { HEALTHY } from './healthy';

const { connection } = connectionsSchema;

export interface NewConnection {
  readonly workspaceId: string;
  /** Account of ours that authorised it. */
  readonly connectedBy: string;
  readonly user: BitbucketUser;
  readonly tokens: TokenSet;
  /** The connection that is to be renewed. */
  readonly connectionId?: string;
  /** Confirmed by the user: the renewed connection may become another Bitbucket user's. */
  readonly replaceOtherUser?: boolean;
}

/** Writes connections. Every row that it touches is found by its workspace. */
export class ConnectionStore {
  constructor(private readonly options: GitConnectionsOptions) {}

  /**
   * Stores the tokens of an account that was just authorised. The same Bitbucket user in the same workspace keeps the
   * row it had, connected or disconnected, so that repository links stay good.
   */
  async store(tx: Transaction, input: NewConnection): Promise<ConnectionRow> {
    await lockWorkspace(tx, input.workspaceId);
    const existing = input.connectionId
      ? await this.findToRenew(tx, input, input.connectionId)
      : await this.findByUser(tx, input);
    const id = existing?.id ?? newId();
    const values = this.valuesOf(id, input, (existing?.tokenVersion ?? 0) + 1);
    const [row] = existing
      ? await tx.update(connection).set(values).where(eq(connection.id, id)).returning()
      : await tx
          .insert(connection)
          .values({ id, workspaceId: input.workspaceId, ...values })
          .returning();
    if (!row) throw new Error('The stored connection was not returned.');
    await recordAccepted(tx, this.options.clientId);
    return row;
  }

  /** Forgets the tokens and keeps the row. Gives back the row as it was, or null if it was disconnected before. */
  disconnect(db: Database, workspaceId: string, id: string): Promise<ConnectionRow | null> {
    return db.transaction(async (tx) => {
      const row = await findForUpdate(tx, workspaceId, id);
      if (!row) throw new DomainError('NOT_FOUND');
      if (row.status === 'disconnected') return null;
      await tx
        .update(connection)
        .set({ ...WITHOUT_TOKENS, status: 'disconnected', disconnectedAt: sql`now()` })
        .where(eq(connection.id, id));
      return row;
    });
  }

  /**
   * Forgets the tokens of every connection of the workspace that this account has authorised, and says why. Gives back
   * the rows as they were. A refresh that is under way finds another version of the tokens and stores nothing.
   */
  async withdraw(tx: Transaction, workspaceId: string, accountId: string): Promise<ConnectionRow[]> {
    const rows = await tx
      .select()
      .from(connection)
      .where(connectedBy(workspaceId, accountId))
      .orderBy(asc(connection.id))
      .for('update');
    await tx
      .update(connection)
      .set({
        ...WITHOUT_TOKENS,
        status: 'reconnect-needed',
        statusCause: 'CONNECTION_MEMBER_LEFT',
        tokenVersion: sql`${connection.tokenVersion} + 1`,
      })
      .where(connectedBy(workspaceId, accountId));
    return rows;
  }

  private async findToRenew(tx: Transaction, input: NewConnection, id: string): Promise<ConnectionRow> {
    const row = await findForUpdate(tx, input.workspaceId, id);
    if (!row) throw new DomainError('CONNECTION_GONE');
    const isSameUser = row.bitbucketUserUuid === input.user.uuid && row.siteUrl === this.options.siteUrl;
    if (isSameUser) return row;
    if (!input.replaceOtherUser)
      throw new DomainError('CONNECTION_OTHER_USER', {
        params: { connected: row.displayName, authorised: input.user.displayName },
      });
    if (await this.findByUser(tx, input, true))
      throw new DomainError(
        'CONFLICT',
        'This Bitbucket account has a connection of its own in the workspace.',
      );
    return row;
  }

  private async findByUser(
    tx: Transaction,
    input: NewConnection,
    onlyActive = false,
  ): Promise<ConnectionRow | undefined> {
    const [row] = await tx
      .select()
      .from(connection)
      .where(
        and(
          eq(connection.workspaceId, input.workspaceId),
          eq(connection.bitbucketUserUuid, input.user.uuid),
          eq(connection.siteUrl, this.options.siteUrl),
          onlyActive ? ne(connection.status, 'disconnected') : undefined,
        ),
      )
      // The active one, if there is one, before those that were disconnected; of these the newest.
      .orderBy(sql`${connection.status} = 'disconnected'`, desc(connection.connectedAt))
      .limit(1)
      .for('update');
    return row;
  }

  private valuesOf(id: string, { user, tokens, connectedBy }: NewConnection, tokenVersion: number) {
    const { keys, siteUrl, clientId } = this.options;
    return {
      ...HEALTHY,
      bitbucketUserUuid: user.uuid,
      displayName: user.displayName,
      nickname: user.nickname,
      avatarUrl: user.avatarUrl,
      siteUrl,
      clientId,
      scopes: tokens.scopes,
      connectedBy,
      connectedAt: sql`now()`,
      disconnectedAt: null,
      accessToken: keys.seal(tokens.accessToken, id),
      refreshToken: keys.seal(tokens.refreshToken, id),
      accessTokenExpiresAt: new Date(Date.now() + tokens.expiresIn * 1_000),
      refreshedAt: sql`now()`,
      tokenVersion,
      updatedAt: sql`now()`,
    };
  }
}

const WITHOUT_TOKENS = {
  ...HEALTHY,
  accessToken: null,
  refreshToken: null,
  accessTokenExpiresAt: null,
  updatedAt: sql`now()`,
} as const;

/** The connections of a workspace that this account has authorised and nobody has disconnected. */
export const connectedBy = (workspaceId: string, accountId: string) =>
  and(
    eq(connection.workspaceId, workspaceId),
    eq(connection.connectedBy, accountId),
    ne(connection.status, 'disconnected'),
  );

/** Two tabs that finish at once must not make two rows of one account. */
async function lockWorkspace(tx: Transaction, workspaceId: string): Promise<void> {
  await lockUntilCommit(tx, 'workspaceConnections', workspaceId);
}

async function findForUpdate(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<ConnectionRow | undefined> {
  const [row] = await tx
    .select()
    .from(connection)
    .where(and(eq(connection.id, id), eq(connection.workspaceId, workspaceId)))
    .for('update');
  return row;
}
