import { type Database, serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { BuildBrief } from './build-brief.dto';

const { build } = serverSchema;

/** The columns of a BuildBrief. */
export const buildBriefFields = {
  id: build.id,
  resourceId: build.resourceId,
  sequence: build.sequence,
  title: build.title,
  status: build.status,
  outcome: build.outcome,
  createdAt: build.createdAt,
  finishedAt: build.finishedAt,
};

/** Which unfinished builds are meant. */
export type RunningScope =
  { resourceId: string } | { workspaceId: string; connectionId: string } | { withoutProgressSince: Date };

@Injectable()
export class RunningBuildsRepository {
  /** Oldest first. */
  list(db: Database | Transaction, scope: RunningScope): Promise<BuildBrief[]> {
    return db
      .select(buildBriefFields)
      .from(build)
      .where(and(isNull(build.finishedAt), within(scope)))
      .orderBy(asc(build.createdAt));
  }
}

function within(scope: RunningScope): SQL | undefined {
  if ('resourceId' in scope) return eq(build.resourceId, scope.resourceId);
  if ('withoutProgressSince' in scope) return lt(build.lastProgressAt, scope.withoutProgressSince);
  return and(
    eq(build.workspaceId, scope.workspaceId),
    eq(sql`${build.target} ->> 'connectionId'`, scope.connectionId),
  );
}
