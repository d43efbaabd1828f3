import { newId } from '@amplication/contracts';
import { sampleModel } from '@amplication/data-service-generator';
import type { Transaction } from '@amplication/database';
import { parseServiceModel } from '@amplication/service-model';
import { Injectable } from '@nestjs/common';
import { ResourceCreationRepository } from './resource-creation.repository';
import { firstFree, slugify } from './slug';

export const RESOURCE_ORIGINS = ['sample', 'empty', 'model'] as const;
export type ResourceOrigin = (typeof RESOURCE_ORIGINS)[number];

/** What the model of a new resource starts as; `json` is a valid model. */
export type ModelStart = { from: 'sample' | 'empty' } | { from: 'model'; json: string };

export interface NewResource {
  workspaceId: string;
  createdBy: string;
  start: ModelStart;
  /** Those of the sample unless given. */
  name?: string | undefined;
  description?: string | undefined;
}

/** Whatever name it has: a model is read under that of its resource. */
const EMPTY = parseServiceModel({ version: 2, name: 'Empty', entities: [] });

/** Creates resources: apart from the rest, because a new workspace starts with one. */
@Injectable()
export class ResourceCreation {
  constructor(private readonly rows: ResourceCreationRepository) {}

  /** Inserts the resource with version 1 of its model and returns its id. */
  async create(tx: Transaction, { workspaceId, createdBy, start, ...given }: NewResource): Promise<string> {
    const sample = sampleModel();
    const name = given.name ?? sample.name;
    const description = given.description ?? (start.from === 'sample' ? sample.description : '');
    const json =
      start.from === 'model' ? start.json : JSON.stringify(start.from === 'sample' ? sample : EMPTY);
    const id = newId();
    const slug = await this.chooseSlug(tx, workspaceId, name);
    await this.rows.insert(tx, { id, workspaceId, name, slug, description, json, createdBy });
    return id;
  }

  /** In the transaction of `takenSlugs` two creations never choose the same one. */
  private async chooseSlug(tx: Transaction, workspaceId: string, name: string): Promise<string> {
    const taken = await this.rows.takenSlugs(tx, workspaceId);
    return firstFree(slugify(name), (candidate) => taken.has(candidate));
  }
}
