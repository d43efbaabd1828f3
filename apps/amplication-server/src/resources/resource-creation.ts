import { newId } from '@amplication/contracts';
import { sampleModel, type ServiceModel } from '@amplication/data-service-generator';
import type { Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { ResourceCreationRepository } from './resource-creation.repository';
import { firstFree, slugify } from './slug';

export const RESOURCE_ORIGINS = ['sample', 'empty'] as const;
export type ResourceOrigin = (typeof RESOURCE_ORIGINS)[number];

export interface NewResource {
  workspaceId: string;
  createdBy: string;
  from: ResourceOrigin;
  /** Those of the sample unless given. */
  name?: string;
  description?: string;
}

/** Creates resources: apart from the rest, because a new workspace starts with one. */
@Injectable()
export class ResourceCreation {
  constructor(private readonly rows: ResourceCreationRepository) {}

  /** Inserts the resource with version 1 of its model and returns its id. */
  async create(tx: Transaction, { workspaceId, createdBy, from, ...given }: NewResource): Promise<string> {
    const sample = sampleModel();
    const name = given.name ?? sample.name;
    const description = given.description ?? (from === 'sample' ? sample.description : '');
    const model: ServiceModel = {
      ...sample,
      name,
      description,
      entities: from === 'sample' ? sample.entities : [],
    };
    const id = newId();
    const slug = await this.chooseSlug(tx, workspaceId, name);
    await this.rows.insert(tx, { id, workspaceId, name, slug, description, model, createdBy });
    return id;
  }

  /** In the transaction of `takenSlugs` two creations never choose the same one. */
  private async chooseSlug(tx: Transaction, workspaceId: string, name: string): Promise<string> {
    const taken = await this.rows.takenSlugs(tx, workspaceId);
    return firstFree(slugify(name), (candidate) => taken.has(candidate));
  }
}
