import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database, type Transaction } from '@amplication/database';
import { GitConnections, type Withdrawal } from '@amplication/git-connections';
import { Inject, Injectable } from '@nestjs/common';
import type { Access, Role } from '../access/access.decorator';
import { AccessChanges } from '../access/access-changes';
import { AccountsRepository } from '../accounts/accounts.repository';
import { RunningBuilds } from '../running-builds/running-builds';
import { ConnectionUses } from '../connections/connection-uses.repository';
import { countedPage, type PageQuery } from '../http/page';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import type { AddMember, MemberImpact, MemberPage, MemberView } from './members.dto';

@Injectable()
export class MembersService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly workspaces: WorkspacesRepository,
    private readonly accounts: AccountsRepository,
    private readonly gitConnections: GitConnections,
    private readonly uses: ConnectionUses,
    private readonly runningBuilds: RunningBuilds,
    private readonly accessChanges: AccessChanges,
  ) {}

  async page(workspaceId: string, query: PageQuery): Promise<MemberPage> {
    const { items, total } = await this.workspaces.members(workspaceId, query);
    return countedPage(query, items, total);
  }

  /** Adds an existing account. Only an owner learns in this way whether an address has an account. */
  async add(workspaceId: string, { email, role }: AddMember): Promise<MemberView> {
    const found = await this.accounts.findByEmail(email);
    if (!found)
      throw new DomainError(
        'NOT_FOUND',
        'There is no account with this e-mail address. Ask them to sign up first.',
      );
    if (!(await this.workspaces.addMember(workspaceId, found.id, role)))
      throw new DomainError('CONFLICT', 'This account is a member of the workspace already.');
    return this.require(this.db, workspaceId, found.id);
  }

  changeRole(workspaceId: string, accountId: string, role: Role): Promise<MemberView> {
    return this.db.transaction(async (tx) => {
      const owners = await this.workspaces.lockOwners(tx, workspaceId);
      await this.require(tx, workspaceId, accountId);
      if (role !== 'owner') keepAnOwner(owners, accountId);
      await this.workspaces.setRole(tx, workspaceId, accountId, role);
      return this.require(tx, workspaceId, accountId);
    });
  }

  /** What `remove` would stop. Only those who may remove the member may ask. */
  async impact(access: Access, accountId: string): Promise<MemberImpact> {
    refuseOthers(access, accountId);
    const { workspaceId } = access;
    await this.require(this.db, workspaceId, accountId);
    const connections = await this.gitConnections.connectedBy(workspaceId, accountId);
    const uses = connections.map(({ id }) => this.uses.resources(workspaceId, id));
    const builds = connections.map(({ id }) =>
      this.runningBuilds.list(this.db, { workspaceId, connectionId: id }),
    );
    return {
      connections: connections.map(({ id, displayName }) => ({ id, displayName })),
      resources: (await Promise.all(uses)).flat(),
      runningBuilds: (await Promise.all(builds)).flat(),
    };
  }

  /**
   * An owner may remove anybody; a member may leave. The last owner stays. What the person has granted in Bitbucket
   * goes with them, in the same transaction: see `GitConnections.withdraw`.
   */
  async remove(access: Access, accountId: string): Promise<void> {
    refuseOthers(access, accountId);
    const withdrawal = await this.db.transaction((tx) => this.removeWithGrants(tx, access, accountId));
    await withdrawal.revoke();
  }

  private async removeWithGrants(tx: Transaction, access: Access, accountId: string): Promise<Withdrawal> {
    const { workspaceId } = access;
    const owners = await this.workspaces.lockOwners(tx, workspaceId);
    // The guard checked before the lock was taken: of two owners who remove each other, the second is no longer one.
    const by = await this.workspaces.member(tx, workspaceId, access.accountId);
    if (!by) throw new DomainError('NOT_FOUND');
    refuseOthers({ ...access, role: by.role }, accountId);
    await this.require(tx, workspaceId, accountId);
    keepAnOwner(owners, accountId);
    await this.workspaces.removeMember(tx, workspaceId, accountId);
    const withdrawal = await this.gitConnections.withdraw(tx, workspaceId, accountId);
    for (const { id } of withdrawal.connections) {
      const reason = new DomainError('CONNECTION_MEMBER_LEFT', { params: { connectionId: id } });
      await this.runningBuilds.stop(tx, { workspaceId, connectionId: id }, reason);
    }
    await this.accessChanges.publish(tx, accountId);
    return withdrawal;
  }

  private async require(
    tx: Parameters<WorkspacesRepository['member']>[0],
    workspaceId: string,
    accountId: string,
  ): Promise<MemberView> {
    const found = await this.workspaces.member(tx, workspaceId, accountId);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }
}

function refuseOthers({ role, accountId }: Access, about: string): void {
  if (role !== 'owner' && accountId !== about) throw new DomainError('FORBIDDEN');
}

function keepAnOwner(owners: string[], leaving: string): void {
  if (owners.length === 1 && owners[0] === leaving)
    throw new DomainError('CONFLICT', 'A workspace needs an owner. Make somebody else an owner first.');
}
