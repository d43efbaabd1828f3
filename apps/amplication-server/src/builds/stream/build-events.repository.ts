import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { and, asc, eq, gt } from 'drizzle-orm';

const { build, buildEvent } = serverSchema;

@Injectable()
export class BuildEventsRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Events with a higher id, in order. */
  after(buildId: string, lastId: number, limit: number) {
    return this.db
      .select({
        id: buildEvent.id,
        type: buildEvent.type,
        attempt: buildEvent.attempt,
        data: buildEvent.data,
        at: buildEvent.at,
      })
      .from(buildEvent)
      .where(and(eq(buildEvent.buildId, buildId), gt(buildEvent.id, lastId)))
      .orderBy(asc(buildEvent.id))
      .limit(limit);
  }

  /** The status of a build that is over; null while it is not. */
  async finalStatus(buildId: string): Promise<string | null> {
    const rows = await this.db
      .select({ status: build.status, finishedAt: build.finishedAt })
      .from(build)
      .where(eq(build.id, buildId));
    const [row] = rows;
    return row?.finishedAt ? row.status : null;
  }
}
