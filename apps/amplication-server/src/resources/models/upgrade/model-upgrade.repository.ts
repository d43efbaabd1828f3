import { type Database, serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, lt, sql } from 'drizzle-orm';
import { LANGUAGE } from './model-json';

const { modelVersion } = serverSchema;

/** A saved state in an older version of the language. */
export interface OldModel {
  resourceId: string;
  version: number;
  json: string;
}

type Place = Pick<OldModel, 'resourceId' | 'version'>;

/** `language = 1` in so many words, so that the partial index serves it. */
const isOld = sql`language = 1`;

/** The rows that an upgrade is about. */
@Injectable()
export class ModelUpgradeRepository {
  async count(db: Database): Promise<number> {
    const [row] = await db.select({ total: count() }).from(modelVersion).where(isOld);
    return row?.total ?? 0;
  }

  /** The next rows behind `after`, held until the transaction ends. */
  nextBatch(tx: Transaction, after: Place | null, size: number): Promise<OldModel[]> {
    const { resourceId, version } = modelVersion;
    return tx
      .select({ resourceId, version, json: sql<string>`${modelVersion.model}::text` })
      .from(modelVersion)
      .where(
        and(
          isOld,
          after
            ? sql`(${resourceId}, ${version}) > (${after.resourceId}::uuid, ${after.version}::integer)`
            : undefined,
        ),
      )
      .orderBy(asc(resourceId), asc(version))
      .limit(size)
      .for('update');
  }

  async store(tx: Transaction, { resourceId, version, json }: OldModel): Promise<void> {
    await tx
      .update(modelVersion)
      .set({ model: sql`${json}::jsonb`, language: LANGUAGE })
      .where(
        and(
          eq(modelVersion.resourceId, resourceId),
          eq(modelVersion.version, version),
          lt(modelVersion.language, LANGUAGE),
        ),
      );
  }
}
