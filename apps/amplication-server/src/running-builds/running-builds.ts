import type { DomainError } from '@amplication/contracts';
import type { Database, Transaction } from '@amplication/database';
import type { BuildBrief } from './build-brief.dto';
import type { RunningScope } from './running-builds.repository';

/**
 * Builds that are on their way, for what they depend on: resources, connections and members come before builds, and
 * need to know only this of them. Provided by `builds/state`.
 */
export abstract class RunningBuilds {
  abstract list(db: Database | Transaction, scope: RunningScope): Promise<BuildBrief[]>;

  /** Ends them as failed with this reason, and returns how many there were. */
  abstract stop(tx: Transaction, scope: RunningScope, reason: DomainError): Promise<number>;
}
