import {
  type ArtifactReference,
  BUILD_COMPLETED,
  BUILD_FAILED,
  type BuildReference,
  type BuildRequested,
} from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { shownErrorRecord } from '@amplication/jobs';
import { Outbox } from '@amplication/messaging';
import { Injectable } from '@nestjs/common';

/** What became of a build, in the transaction that ends its job. */
@Injectable()
export class OutcomeEvents {
  constructor(private readonly outbox: Outbox) {}

  completed(tx: Transaction, build: BuildRequested, artifact: ArtifactReference): Promise<void> {
    return this.outbox.add(tx, BUILD_COMPLETED, { ...build, artifact });
  }

  /** What is not a DomainError is a bug of ours and reveals nothing of itself. */
  failed(tx: Transaction, build: BuildReference & { resourceId: string }, error: unknown): Promise<void> {
    const { buildId, attempt, resourceId } = build;
    return this.outbox.add(tx, BUILD_FAILED, { buildId, attempt, resourceId, ...shownErrorRecord(error) });
  }
}
