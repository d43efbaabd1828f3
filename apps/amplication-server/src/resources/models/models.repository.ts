import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { type PageQuery, slice } from '../../http/page';
import type { ModelVersionView } from './model.dto';
import { LANGUAGE, modelJson } from './upgrade/model-json';

const { account, modelVersion, resource } = serverSchema;
const person = { id: account.id, name: account.name };

export interface StoredModel {
  version: number;
  /** The model as JSON, in the language of today and under the resource's name. */
  json: string;
  createdBy: { id: string; name: string } | null;
  createdAt: Date;
}

/** The saved states of models. Callers have checked that the resource belongs to the workspace. */
@Injectable()
export class ModelsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** One version; the newest unless named. Throws MODEL_NOT_UPGRADED for one that cannot be read any more. */
  async find(tx: Transaction | Database, resourceId: string, version?: number): Promise<StoredModel | null> {
    const [row] = await tx
      .select({
        version: modelVersion.version,
        language: modelVersion.language,
        json: sql<string>`(${modelVersion.model} || jsonb_build_object('name', ${resource.name}, 'description', ${resource.description}))::text`,
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
    if (!row) return null;
    const { language, json, ...rest } = row;
    return { ...rest, json: modelJson({ language, json }) };
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

  /** The newest version's number; null if the resource is gone. */
  async newest(tx: Transaction | Database, resourceId: string): Promise<number | null> {
    const [row] = await tx
      .select({ version: resource.modelVersion })
      .from(resource)
      .where(eq(resource.id, resourceId));
    return row?.version ?? null;
  }

  /** Stores `json` as the version after `onVersion`. False when that is no longer the newest. */
  async append(
    tx: Transaction,
    values: { resourceId: string; onVersion: number; json: string; createdBy: string },
  ): Promise<boolean> {
    const { resourceId, onVersion, json, createdBy } = values;
    const version = onVersion + 1;
    const rows = await tx
      .update(resource)
      .set({ modelVersion: version, updatedAt: new Date() })
      .where(
        and(eq(resource.id, resourceId), eq(resource.modelVersion, onVersion), isNull(resource.deletedAt)),
      )
      .returning({ id: resource.id });
    if (rows.length === 0) return false;
    await tx
      .insert(modelVersion)
      .values({ resourceId, version, language: LANGUAGE, model: sql`${json}::jsonb`, createdBy });
    return true;
  }
}
