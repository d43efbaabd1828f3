import type { DomainError } from '@amplication/contracts';
import { type Database, serverSchema, type Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { BuildBrief, buildBriefFields } from './build-brief.dto';
import { BuildState } from './build-state';

const { build } = serverSchema;

/** Which unfinished builds are meant. */
export type RunningScope =
  { resourceId: string } | { workspaceId: string; connectionId: string } | { withoutProgressSince: Date };

/** Builds that are on their way. */
@Injectable()
export class RunningBuilds {
  constructor(private readonly state: BuildState) {}

  list(db: Database | Transaction, scope: RunningScope): Promise<BuildBrief[]> {
    return db
      .select(buildBriefFields)
      .from(build)
      .where(and(isNull(build.finishedAt), within(scope)))
      .orderBy(asc(build.createdAt));
  }

  /** Ends them as failed with this reason, and returns how many there were. */
  async stop(tx: Transaction, scope: RunningScope, reason: DomainError): Promise<number> {
    const { code, message, action, params } = reason;
    const running = await this.list(tx, scope);
    for (const { id } of running) {
      const locked = await this.state.lock(tx, id);
      // Between the look and the lock, a result may have arrived.
      if (locked && !locked.finishedAt && isWithin(locked, scope))
        await this.state.fail(tx, locked, { code, message, action, params });
    }
    return running.length;
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

function isWithin(locked: { lastProgressAt: Date }, scope: RunningScope): boolean {
  return !('withoutProgressSince' in scope) || locked.lastProgressAt < scope.withoutProgressSince;
}
