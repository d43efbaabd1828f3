import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database } from '@amplication/database';
import { InvalidRequest } from '@amplication/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { countedPage, type PageQuery } from '../../http/page';
import { type ModelVersionPage, SaveModel } from './model.dto';
import type { ModelAnswer } from './model-answer';
import { ModelBodies } from './model-bodies';
import { ModelsRepository, type StoredModel } from './models.repository';
import { ResourcesService } from '../resources.service';

/** Where a model is changed, and by whom. */
export interface ModelScope {
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
    private readonly bodies: ModelBodies,
  ) {}

  async get(resourceId: string, version?: number): Promise<ModelAnswer> {
    return answer(await this.require(resourceId, version));
  }

  async versions(resourceId: string, query: PageQuery): Promise<ModelVersionPage> {
    const { items, total } = await this.models.versions(resourceId, query);
    return countedPage(query, items, total);
  }

  /** Saves the model of a `SaveModel` that comes as bytes. */
  async save(scope: ModelScope, bytes: unknown, signal: AbortSignal): Promise<ModelAnswer> {
    const { name, description } = await this.resources.get(scope.workspaceId, scope.resourceId);
    const { body, json } = await this.bodies.read(SaveModel, bytes, { name, description }, signal);
    if (json === null) throw new InvalidRequest([{ path: 'model', message: 'model must be an object' }]);
    return this.append(scope, body.version, json);
  }

  /** Makes an older version the newest again, as a new version. */
  async restore(scope: ModelScope, older: number, onVersion: number): Promise<ModelAnswer> {
    const { json } = await this.require(scope.resourceId, older);
    return this.append(scope, onVersion, json);
  }

  /** Stores the JSON of a valid model as the version after `onVersion`; CONFLICT if that is not the newest. */
  async append(scope: ModelScope, onVersion: number, json: string): Promise<ModelAnswer> {
    const { resourceId, accountId } = scope;
    return this.db.transaction(async (tx) => {
      const appended = await this.models.append(tx, { resourceId, onVersion, json, createdBy: accountId });
      if (!appended) {
        const newest = await this.models.newest(tx, resourceId);
        throw newest === null ? new DomainError('NOT_FOUND') : conflict(newest);
      }
      const stored = await this.models.find(tx, resourceId, onVersion + 1);
      if (!stored) throw new DomainError('NOT_FOUND');
      return answer(stored);
    });
  }

  /** One version, the newest unless named: NOT_FOUND if there is none. */
  async require(resourceId: string, version?: number): Promise<StoredModel> {
    const found = await this.models.find(this.db, resourceId, version);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }
}

/** The model has moved on to `version` meanwhile. */
export const conflict = (version: number) =>
  new DomainError('CONFLICT', 'Someone else has changed the model. Load it again.', { params: { version } });

function answer({ version, createdBy, createdAt, json }: StoredModel): ModelAnswer {
  return { head: { version, createdBy, createdAt }, model: json };
}
