import { DomainError, newId } from '@amplication/contracts';
import { DATABASE, type Database, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { countedPage, type SearchQuery } from '../http/page';
import { ResourceCreation } from '../resources/resource-creation';
import type { NameWorkspace, WorkspacePage, WorkspaceView } from './workspaces.dto';
import { WorkspacesRepository } from './workspaces.repository';

@Injectable()
export class WorkspacesService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly workspaces: WorkspacesRepository,
    private readonly resources: ResourceCreation,
  ) {}

  listOf(accountId: string): Promise<WorkspaceView[]> {
    return this.workspaces.listOf(accountId);
  }

  async page(accountId: string, query: SearchQuery): Promise<WorkspacePage> {
    const { items, total } = await this.workspaces.page(accountId, query);
    return countedPage(query, items, total);
  }

  async get(id: string, accountId: string): Promise<WorkspaceView> {
    const found = await this.workspaces.find(id, accountId);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }

  async create(accountId: string, { name }: NameWorkspace): Promise<WorkspaceView> {
    const id = await this.db.transaction((tx) => this.createWithSample(tx, accountId, name));
    return this.get(id, accountId);
  }

  /** A workspace that its maker owns, with one sample service to start from. Returns its id. */
  async createWithSample(tx: Transaction, ownerId: string, name: string): Promise<string> {
    const id = newId();
    await this.workspaces.insert(tx, { id, name, ownerId });
    await this.resources.create(tx, { workspaceId: id, createdBy: ownerId, start: { from: 'sample' } });
    return id;
  }

  async rename(id: string, accountId: string, { name }: NameWorkspace): Promise<WorkspaceView> {
    await this.workspaces.rename(id, name);
    return this.get(id, accountId);
  }
}
