import { DomainError } from '@amplication/contracts';
import type { Database } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Access, Role } from '../access/access.decorator';
import { AccountsRepository } from '../accounts/accounts.repository';
import { countedPage, type PageQuery } from '../http/page';
import { DATABASE } from '../platform/tokens';
import type { AddMember, MemberPage, MemberView } from './workspaces.dto';
import { WorkspacesRepository } from './workspaces.repository';

@Injectable()
export class MembersService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly workspaces: WorkspacesRepository,
    private readonly accounts: AccountsRepository,
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

  /** An owner may remove anybody; a member may leave. The last owner stays. */
  async remove(access: Access, accountId: string): Promise<void> {
    if (access.role !== 'owner' && access.accountId !== accountId) throw new DomainError('FORBIDDEN');
    await this.db.transaction(async (tx) => {
      const owners = await this.workspaces.lockOwners(tx, access.workspaceId);
      await this.require(tx, access.workspaceId, accountId);
      keepAnOwner(owners, accountId);
      await this.workspaces.removeMember(tx, access.workspaceId, accountId);
    });
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

function keepAnOwner(owners: string[], leaving: string): void {
  if (owners.length === 1 && owners[0] === leaving)
    throw new DomainError('CONFLICT', 'A workspace needs an owner. Make somebody else an owner first.');
}
