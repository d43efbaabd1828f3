import { DATABASE, type Database, serverSchema, type Transaction } from '@amplication/database';
import { BUILD_STEPS, type BuildProgress } from '@amplication/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, count, desc, eq, ilike, max, type SQL, sql } from 'drizzle-orm';
import { containing, type PageQuery, type SearchQuery, slice } from '../http/page';
import type { Build } from './state/build-state.repository';
import type { Step } from './state/build-steps';

const { account, build, buildEvent, buildStep, pullRequest, resource } = serverSchema;

export type PullRequestRow = typeof pullRequest.$inferSelect;

/** A build with what belongs to it in other tables. */
export interface BuildRow {
  build: Build;
  resourceName: string;
  requestedBy: { id: string; name: string } | null;
  pullRequest: PullRequestRow | null;
}

/** All of one moment. */
export interface WholeBuild {
  row: BuildRow;
  /** Of the last attempt, in their order. */
  steps: Step[];
  /** The event stream goes on from here. */
  lastEventId: number;
}

/** A line of a build's log. */
export interface LogLine extends Pick<BuildProgress, 'step' | 'level' | 'message' | 'at'> {
  id: number;
  attempt: number;
}

/** Which builds a list holds. */
export type BuildScope = { workspaceId: string; resourceId?: string };

@Injectable()
export class BuildsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Newest first. */
  async page(scope: BuildScope, query: SearchQuery): Promise<{ rows: BuildRow[]; total: number }> {
    const where = and(
      eq(build.workspaceId, scope.workspaceId),
      scope.resourceId ? eq(build.resourceId, scope.resourceId) : undefined,
      sql`${resource.deletedAt} is null`,
      query.search ? ilike(build.title, containing(query.search)) : undefined,
    );
    const { limit, offset } = slice(query);
    const [rows, totals] = await Promise.all([
      this.rows(this.db, where).orderBy(desc(build.createdAt), desc(build.id)).limit(limit).offset(offset),
      this.db
        .select({ total: count() })
        .from(build)
        .innerJoin(resource, eq(resource.id, build.resourceId))
        .where(where),
    ]);
    return { rows, total: totals[0]?.total ?? 0 };
  }

  async find(workspaceId: string, id: string): Promise<WholeBuild | null> {
    return this.db.transaction(
      async (tx) => {
        const rows = await this.rows(tx, and(eq(build.workspaceId, workspaceId), eq(build.id, id)));
        const [row] = rows;
        if (!row) return null;
        const steps = await tx
          .select()
          .from(buildStep)
          .where(and(eq(buildStep.buildId, id), eq(buildStep.attempt, row.build.attempt)));
        const inOrder = BUILD_STEPS.flatMap((name) =>
          steps.filter((step) => step.name === name).map((step) => ({ ...step, name })),
        );
        return { row, steps: inOrder, lastEventId: await this.lastEventId(tx, id) };
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    );
  }

  /** Lines of the log, oldest first, of all attempts. */
  async log(id: string, query: PageQuery): Promise<{ items: LogLine[]; total: number }> {
    const where = and(eq(buildEvent.buildId, id), eq(buildEvent.type, 'log'));
    const { limit, offset } = slice(query);
    const [rows, totals] = await Promise.all([
      this.db
        .select({
          id: buildEvent.id,
          attempt: buildEvent.attempt,
          data: sql<Omit<LogLine, 'id' | 'attempt'>>`${buildEvent.data}`,
        })
        .from(buildEvent)
        .where(where)
        .orderBy(asc(buildEvent.id))
        .limit(limit)
        .offset(offset),
      this.db.select({ total: count() }).from(buildEvent).where(where),
    ]);
    const items = rows.map(({ data, ...row }) => ({ ...row, ...data }));
    return { items, total: totals[0]?.total ?? 0 };
  }

  private async lastEventId(tx: Transaction, id: string): Promise<number> {
    const rows = await tx
      .select({ id: max(buildEvent.id) })
      .from(buildEvent)
      .where(eq(buildEvent.buildId, id));
    return rows[0]?.id ?? 0;
  }

  private rows(db: Database | Transaction, where: SQL | undefined) {
    return db
      .select({
        build,
        resourceName: resource.name,
        requestedBy: { id: account.id, name: account.name },
        pullRequest,
      } satisfies Record<keyof BuildRow, unknown>)
      .from(build)
      .innerJoin(resource, eq(resource.id, build.resourceId))
      .leftJoin(account, eq(account.id, build.requestedBy))
      .leftJoin(
        pullRequest,
        and(
          eq(pullRequest.number, build.pullRequestNumber),
          eq(sql`${pullRequest.repositoryId}::text`, sql`${build.target} ->> 'repositoryId'`),
        ),
      )
      .where(where);
  }
}
