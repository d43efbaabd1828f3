import { DomainError } from '@amplication/contracts';
import type { ServiceModel } from '@amplication/data-service-generator';
import { DATABASE, type Database } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { countedPage, type PageQuery } from '../../http/page';
import type { ModelVersionPage, ModelView, SaveModel } from './model.dto';
import { parseModel } from './parse-model';
import { ModelsRepository, type StoredModel } from './models.repository';
import { ResourcesService } from '../resources.service';

/** Where a model is changed, and by whom. */
interface ModelScope {
  workspaceId: string;
  resourceId: string;
  accountId: string;
}

@Injectable()
export class ModelsService {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly models: ModelsRepository,
    private readonly resources: ResourcesService,
  ) {}

  async get(resourceId: string, version?: number): Promise<ModelView> {
    return view(await this.require(resourceId, version));
  }

  async versions(resourceId: string, query: PageQuery): Promise<ModelVersionPage> {
    const { items, total } = await this.models.versions(resourceId, query);
    return countedPage(query, items, total);
  }

  /** The newest model as the generator takes it, under the resource's own name. */
  async forBuild(resource: { id: string; name: string; description: string }): Promise<StoredModel> {
    const stored = await this.require(resource.id);
    const { name, description } = resource;
    return { ...stored, model: { ...stored.model, name, description } };
  }

  async save(scope: ModelScope, body: SaveModel): Promise<ModelView> {
    const { name, description } = await this.resources.get(scope.workspaceId, scope.resourceId);
    const model = parseModel({ ...body.model, name, description });
    return this.append(scope, body.version, model);
  }

  /** Makes an older version the newest again, as a new version. */
  async restore(scope: ModelScope, older: number, onVersion: number): Promise<ModelView> {
    const { model } = await this.require(scope.resourceId, older);
    return this.append(scope, onVersion, model);
  }

  private async append(scope: ModelScope, onVersion: number, model: ServiceModel): Promise<ModelView> {
    const { resourceId, accountId } = scope;
    return this.db.transaction(async (tx) => {
      const appended = await this.models.append(tx, { resourceId, onVersion, model, createdBy: accountId });
      const newest = await this.models.find(tx, resourceId);
      if (!newest) throw new DomainError('NOT_FOUND');
      if (!appended)
        throw new DomainError('CONFLICT', 'Someone else has changed the model. Load it again.', {
          params: { version: newest.version },
        });
      return view(newest);
    });
  }

  private async require(resourceId: string, version?: number): Promise<StoredModel> {
    const found = await this.models.find(this.db, resourceId, version);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }
}

function view({ version, model, createdBy, createdAt }: StoredModel): ModelView {
  return { version, model: { entities: model.entities }, createdBy, createdAt };
}
