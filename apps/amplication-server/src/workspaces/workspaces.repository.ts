import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, count, eq, ilike } from 'drizzle-orm';
import type { Role } from '../access/access.decorator';
import { containing, type PageQuery, type SearchQuery, slice } from '../http/page';
import type { WorkspaceView } from './workspaces.dto';

const { account, membership, workspace } = serverSchema;

const workspaceFields = {
  id: workspace.id,
  name: workspace.name,
  plan: workspace.plan,
  role: membership.role,
  createdAt: workspace.createdAt,
};
const memberFields = {
  accountId: account.id,
  email: account.email,
  name: account.name,
  role: membership.role,
  since: membership.createdAt,
};

/** Somebody who belongs to a workspace. */
export interface Member {
  accountId: string;
  email: string;
  name: string;
  role: Role;
  since: Date;
}

@Injectable()
export class WorkspacesRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async insert(tx: Transaction, values: { id: string; name: string; ownerId: string }): Promise<void> {
    await tx.insert(workspace).values({ id: values.id, name: values.name });
    await tx.insert(membership).values({ workspaceId: values.id, accountId: values.ownerId, role: 'owner' });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.db.update(workspace).set({ name }).where(eq(workspace.id, id));
  }

  async find(id: string, accountId: string): Promise<WorkspaceView | null> {
    const rows = await this.withRole().where(and(eq(membership.accountId, accountId), eq(workspace.id, id)));
    return rows[0] ?? null;
  }

  listOf(accountId: string): Promise<WorkspaceView[]> {
    return this.withRole()
      .where(eq(membership.accountId, accountId))
      .orderBy(asc(workspace.name), asc(workspace.id));
  }

  async page(accountId: string, query: SearchQuery): Promise<{ items: WorkspaceView[]; total: number }> {
    const where = and(
      eq(membership.accountId, accountId),
      query.search ? ilike(workspace.name, containing(query.search)) : undefined,
    );
    const { limit, offset } = slice(query);
    const [items, totals] = await Promise.all([
      this.withRole()
        .where(where)
        .orderBy(asc(workspace.name), asc(workspace.id))
        .limit(limit)
        .offset(offset),
      this.db
        .select({ total: count() })
        .from(workspace)
        .innerJoin(membership, eq(membership.workspaceId, workspace.id))
        .where(where),
    ]);
    return { items, total: totals[0]?.total ?? 0 };
  }

  async members(workspaceId: string, query: PageQuery): Promise<{ items: Member[]; total: number }> {
    const { limit, offset } = slice(query);
    const inWorkspace = eq(membership.workspaceId, workspaceId);
    const [items, totals] = await Promise.all([
      this.db
        .select(memberFields)
        .from(membership)
        .innerJoin(account, eq(account.id, membership.accountId))
        .where(inWorkspace)
        .orderBy(asc(account.name), asc(account.id))
        .limit(limit)
        .offset(offset),
      this.db.select({ total: count() }).from(membership).where(inWorkspace),
    ]);
    return { items, total: totals[0]?.total ?? 0 };
  }

  async member(tx: Transaction | Database, workspaceId: string, accountId: string): Promise<Member | null> {
    const rows = await tx
      .select(memberFields)
      .from(membership)
      .innerJoin(account, eq(account.id, membership.accountId))
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.accountId, accountId)));
    return rows[0] ?? null;
  }

  /** False when the account is a member already. */
  async addMember(workspaceId: string, accountId: string, role: Role): Promise<boolean> {
    const rows = await this.db
      .insert(membership)
      .values({ workspaceId, accountId, role })
      .onConflictDoNothing()
      .returning({ accountId: membership.accountId });
    return rows.length === 1;
  }

  async setRole(tx: Transaction, workspaceId: string, accountId: string, role: Role): Promise<void> {
    await tx
      .update(membership)
      .set({ role })
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.accountId, accountId)));
  }

  async removeMember(tx: Transaction, workspaceId: string, accountId: string): Promise<void> {
    await tx
      .delete(membership)
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.accountId, accountId)));
  }

  /** Ids of the owners, locked until the transaction ends: two owners who leave at once wait for each other. */
  async lockOwners(tx: Transaction, workspaceId: string): Promise<string[]> {
    await tx.select({ id: workspace.id }).from(workspace).where(eq(workspace.id, workspaceId)).for('update');
    const rows = await tx
      .select({ accountId: membership.accountId })
      .from(membership)
      .where(and(eq(membership.workspaceId, workspaceId), eq(membership.role, 'owner')));
    return rows.map((row) => row.accountId);
  }

  private withRole() {
    return this.db
      .select(workspaceFields)
      .from(workspace)
      .innerJoin(membership, eq(membership.workspaceId, workspace.id));
  }
}
