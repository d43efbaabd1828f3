import { DomainError } from '@amplication/contracts';
import { DATABASE, type Database, serverSchema } from '@amplication/database';
import { Inject, Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { ServerEnv } from '../platform/server-env';

const { workspace } = serverSchema;

/** What a workspace's plan allows. With billing off, everything. */
@Injectable()
export class Billing {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly env: ServerEnv,
  ) {}

  /** Refuses to connect Bitbucket, and to build to it, without the enterprise plan. */
  async requireBitbucket(workspaceId: string): Promise<void> {
    if (!this.env.BILLING_ENABLED) return;
    const rows = await this.db
      .select({ plan: workspace.plan })
      .from(workspace)
      .where(eq(workspace.id, workspaceId));
    if (rows[0]?.plan !== 'enterprise')
      throw new DomainError('BILLING_PLAN_REQUIRED', undefined, { params: { workspaceId } });
  }
}
