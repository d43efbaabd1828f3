import { serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { LANGUAGE } from './models/upgrade/model-json';

const { modelVersion, resource, workspace } = serverSchema;

/** A resource with version 1 of its model. */
export interface CreatedResource {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  description: string;
  /** The model. */
  json: string;
  createdBy: string;
}

@Injectable()
export class ResourceCreationRepository {
  async insert(tx: Transaction, { json, createdBy, ...values }: CreatedResource): Promise<void> {
    await tx.insert(resource).values(values);
    await tx.insert(modelVersion).values({
      resourceId: values.id,
      version: 1,
      language: LANGUAGE,
      model: sql`${json}::jsonb`,
      createdBy,
    });
  }

  /** Slugs of a workspace's resources, whose row is held until the transaction ends: nobody else adds one meanwhile. */
  async takenSlugs(tx: Transaction, workspaceId: string): Promise<ReadonlySet<string>> {
    await tx.select({ id: workspace.id }).from(workspace).where(eq(workspace.id, workspaceId)).for('update');
    const rows = await tx
      .select({ slug: resource.slug })
      .from(resource)
      .where(and(eq(resource.workspaceId, workspaceId), isNull(resource.deletedAt)));
    return new Set(rows.map((row) => row.slug));
  }
}
