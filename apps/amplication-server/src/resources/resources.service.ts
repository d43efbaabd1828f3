import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { InvalidRequest } from '@amplication/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Access } from '../access/access.decorator';
import { RunningBuilds } from '../running-builds/running-builds';
import { countedPage, type SearchQuery } from '../http/page';
import { ModelBodies } from './models/model-bodies';
import { type ModelStart, ResourceCreation } from './resource-creation';
import {
  type ChangeResource,
  CreateResource,
  type ResourceImpact,
  type ResourcePage,
  type ResourceView,
} from './resources.dto';
import { ResourcesRepository } from './resources.repository';

@Injectable()
export class ResourcesService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly resources: ResourcesRepository,
    private readonly creation: ResourceCreation,
    private readonly runningBuilds: RunningBuilds,
    private readonly bodies: ModelBodies,
  ) {}

  async page(workspaceId: string, query: SearchQuery): Promise<ResourcePage> {
    const { items, total } = await this.resources.page(workspaceId, query);
    return countedPage(query, items, total);
  }

  /** Creates what a `CreateResource` that comes as bytes asks for. */
  async create(
    { workspaceId, accountId }: Access,
    bytes: unknown,
    signal: AbortSignal,
  ): Promise<ResourceView> {
    const { body, json } = await this.bodies.read(CreateResource, bytes, null, signal);
    const { name, description } = body;
    const start = startOf(body, json);
    const id = await this.db.transaction((tx) =>
      this.creation.create(tx, { workspaceId, createdBy: accountId, start, name, description }),
    );
    return this.get(workspaceId, id);
  }

  async get(workspaceId: string, id: string): Promise<ResourceView> {
    const found = await this.resources.find(workspaceId, id);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }

  async change(workspaceId: string, id: string, body: ChangeResource): Promise<ResourceView> {
    await this.resources.change(workspaceId, id, { name: body.name, description: body.description });
    return this.get(workspaceId, id);
  }

  async impact(workspaceId: string, id: string): Promise<ResourceImpact> {
    const [{ repository }, runningBuilds] = await Promise.all([
      this.get(workspaceId, id),
      this.runningBuilds.list(this.db, { resourceId: id }),
    ]);
    return { repository, runningBuilds };
  }

  /** Deletes the resource and stops its builds. Its repository and pull requests stay as they are. */
  async delete(workspaceId: string, id: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      if (!(await this.resources.delete(tx, workspaceId, id))) throw new DomainError('NOT_FOUND');
      await this.runningBuilds.stop(tx, { resourceId: id }, new DomainError('RESOURCE_DELETED'));
    });
  }
}

/** Throws InvalidRequest where there should be a model and is none, or the reverse. */
function startOf({ from }: CreateResource, json: string | null): ModelStart {
  if (from === 'model' && json !== null) return { from, json };
  if (from !== 'model' && json === null) return { from };
  const message = from === 'model' ? 'model must be an object' : 'model is for `from: model` only';
  throw new InvalidRequest([{ path: 'model', message }]);
}
