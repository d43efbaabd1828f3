import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';

const { workspace } = serverSchema;

@Injectable()
export class BillingRepository {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** The plan of a workspace; null if there is no such workspace. */
  async plan(workspaceId: string): Promise<string | null> {
    const rows = await this.db
      .select({ plan: workspace.plan })
      .from(workspace)
      .where(eq(workspace.id, workspaceId));
    return rows[0]?.plan ?? null;
  }
}
