import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { AccessKey, Role } from './access.decorator';

const { build, membership, resource, session } = serverSchema;

/** Finds the workspace of an id, if the account is a member of it. */
@Injectable()
export class AccessRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Workspace and role, or null when the id is unknown, deleted, or another tenant's: all three look the same. */
  async find(
    accountId: string,
    key: AccessKey,
    id: string,
  ): Promise<{ workspaceId: string; role: Role } | null> {
    const isMember = eq(membership.accountId, accountId);
    const fields = { workspaceId: membership.workspaceId, role: membership.role };
    const rows = await this.query(key, id, fields, isMember);
    return rows[0] ?? null;
  }

  /** Whether the session is still this account's, and the account may still see the id. */
  async holds(who: { accountId: string; sessionId: string }, key: AccessKey, id: string): Promise<boolean> {
    const sessions = await this.db
      .select({ sid: session.sid })
      .from(session)
      .where(
        and(
          eq(session.sid, who.sessionId),
          eq(sql`${session.sess} ->> 'accountId'`, who.accountId),
          gt(session.expire, sql`now()`),
        ),
      );
    return sessions.length === 1 && (await this.find(who.accountId, key, id)) !== null;
  }

  private query(
    key: AccessKey,
    id: string,
    fields: { workspaceId: typeof membership.workspaceId; role: typeof membership.role },
    isMember: ReturnType<typeof eq>,
  ) {
    const select = this.db.select(fields).from(membership);
    const alive = isNull(resource.deletedAt);
    switch (key) {
      case 'workspaceId':
        return select.where(and(isMember, eq(membership.workspaceId, id)));
      case 'resourceId':
        return select
          .innerJoin(resource, eq(resource.workspaceId, membership.workspaceId))
          .where(and(isMember, eq(resource.id, id), alive));
      case 'buildId':
        return select
          .innerJoin(build, eq(build.workspaceId, membership.workspaceId))
          .innerJoin(resource, eq(resource.id, build.resourceId))
          .where(and(isMember, eq(build.id, id), alive));
    }
  }
}
