import { DomainError } from '@amplication/contracts';
import { Injectable } from '@nestjs/common';
import { ServerEnv } from '../platform/server-env';
import { BillingRepository } from './billing.repository';

/** What a workspace's plan allows. With billing off, everything. */
@Injectable()
export class Billing {
  constructor(
    private readonly workspaces: BillingRepository,
    private readonly env: ServerEnv,
  ) {}

  /** Refuses to connect Bitbucket, and to build to it, without the enterprise plan. */
  async requireBitbucket(workspaceId: string): Promise<void> {
    if (!this.env.BILLING_ENABLED) return;
    if ((await this.workspaces.plan(workspaceId)) !== 'enterprise')
      throw new DomainError('BILLING_PLAN_REQUIRED', { params: { workspaceId } });
  }
}
