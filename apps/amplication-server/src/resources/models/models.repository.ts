import type { ServiceModel } from '@amplication/data-service-generator';
import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { type PageQuery, slice } from '../../http/page';
import type { ModelVersionView } from './model.dto';

const { account, modelVersion, resource } = serverSchema;
const person = { id: account.id, name: account.name };

export interface StoredModel {
  version: number;
  model: ServiceModel;
  createdBy: { id: string; name: string } | null;
  createdAt: Date;
}

/** The saved states of models. Callers have checked that the resource belongs to the workspace. */
@Injectable()
export class ModelsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** One version; the newest unless named. */
  async find(tx: Transaction | Database, resourceId: string, version?: number): Promise<StoredModel | null> {
    const rows = await tx
      .select({
        version: modelVersion.version,
        // Only models that parseServiceModel has accepted are stored.
        model: sql<ServiceModel>`${modelVersion.model}`,
        createdBy: person,
        createdAt: modelVersion.createdAt,
      })
      .from(modelVersion)
      .innerJoin(resource, eq(resource.id, modelVersion.resourceId))
      .leftJoin(account, eq(account.id, modelVersion.createdBy))
      .where(
        and(
          eq(modelVersion.resourceId, resourceId),
          eq(modelVersion.version, version ?? resource.modelVersion),
        ),
      );
    return rows[0] ?? null;
  }

  async versions(
    resourceId: string,
    query: PageQuery,
  ): Promise<{ items: ModelVersionView[]; total: number }> {
    const { limit, offset } = slice(query);
    const where = eq(modelVersion.resourceId, resourceId);
    const [items, totals] = await Promise.all([
      this.db
        .select({
          version: modelVersion.version,
          entityCount: sql<number>`jsonb_array_length(${modelVersion.model} -> 'entities')`,
          createdBy: person,
          createdAt: modelVersion.createdAt,
        })
        .from(modelVersion)
        .leftJoin(account, eq(account.id, modelVersion.createdBy))
        .where(where)
        .orderBy(desc(modelVersion.version))
        .limit(limit)
        .offset(offset),
      this.db.select({ total: count() }).from(modelVersion).where(where),
    ]);
    return { items, total: totals[0]?.total ?? 0 };
  }

  /** Stores `model` as the version after `onVersion`. False when that is no longer the newest. */
  async append(
    tx: Transaction,
    values: { resourceId: string; onVersion: number; model: ServiceModel; createdBy: string },
  ): Promise<boolean> {
    const { resourceId, onVersion, model, createdBy } = values;
    const version = onVersion + 1;
    const rows = await tx
      .update(resource)
      .set({ modelVersion: version, updatedAt: new Date() })
      .where(
        and(eq(resource.id, resourceId), eq(resource.modelVersion, onVersion), isNull(resource.deletedAt)),
      )
      .returning({ id: resource.id });
    if (rows.length === 0) return false;
    await tx.insert(modelVersion).values({ resourceId, version, model, createdBy });
    return true;
  }
}
