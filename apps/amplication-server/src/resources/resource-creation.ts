import { newId } from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { parseServiceModel, type ServiceModel } from '@amplication/service-model';
import { Injectable } from '@nestjs/common';
import { sampleModel } from './sample-model';
import { ResourceCreationRepository } from './resource-creation.repository';
import { firstFree, slugify } from './slug';

export const RESOURCE_ORIGINS = ['sample', 'empty', 'model'] as const;
export type ResourceOrigin = (typeof RESOURCE_ORIGINS)[number];

/** What the model of a new resource starts as. */
export type ModelStart = { from: 'sample' | 'empty' } | { from: 'model'; model: ServiceModel };

export interface NewResource {
  workspaceId: string;
  createdBy: string;
  start: ModelStart;
  /** Those of the sample unless given. */
  name?: string | undefined;
  description?: string | undefined;
}

/** Creates resources: apart from the rest, because a new workspace starts with one. */
@Injectable()
export class ResourceCreation {
  constructor(private readonly rows: ResourceCreationRepository) {}

  /** Inserts the resource with version 1 of its model and returns its id. */
  async create(tx: Transaction, { workspaceId, createdBy, start, ...given }: NewResource): Promise<string> {
    const started = startOf(start);
    const name = given.name ?? started.name;
    const description = given.description ?? started.description;
    const model: ServiceModel = { ...started, name, description };
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

function startOf(start: ModelStart): ServiceModel {
  if (start.from === 'model') return start.model;
  const sample = sampleModel();
  return start.from === 'sample'
    ? sample
    : parseServiceModel({ version: 2, name: sample.name, entities: [] });
}
