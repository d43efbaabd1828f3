import { newId } from '@amplication/contracts';
import { sampleModel, type ServiceModel } from '@amplication/data-service-generator';
import { serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, eq, isNull } from 'drizzle-orm';
import { firstFree, slugify } from './slug';

const { modelVersion, resource, workspace } = serverSchema;

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
    await tx.insert(resource).values({ id, workspaceId, name, slug, description });
    await tx.insert(modelVersion).values({ resourceId: id, version: 1, model, createdBy });
    return id;
  }

  /** Holds the workspace's row until the transaction ends, so that two creations never choose the same slug. */
  private async chooseSlug(tx: Transaction, workspaceId: string, name: string): Promise<string> {
    await tx.select({ id: workspace.id }).from(workspace).where(eq(workspace.id, workspaceId)).for('update');
    const rows = await tx
      .select({ slug: resource.slug })
      .from(resource)
      .where(and(eq(resource.workspaceId, workspaceId), isNull(resource.deletedAt)));
    const taken = new Set(rows.map((row) => row.slug));
    return firstFree(slugify(name), (candidate) => taken.has(candidate));
  }
}
