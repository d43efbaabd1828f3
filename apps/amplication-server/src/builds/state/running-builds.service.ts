import type { DomainError } from '@amplication/contracts';
import type { Database, Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import type { BuildBrief } from '../../running-builds/build-brief.dto';
import { RunningBuilds } from '../../running-builds/running-builds';
import { RunningBuildsRepository, type RunningScope } from '../../running-builds/running-builds.repository';
import { BuildState } from './build-state';

@Injectable()
export class RunningBuildsService extends RunningBuilds {
  constructor(
    private readonly running: RunningBuildsRepository,
    private readonly state: BuildState,
  ) {
    super();
  }

  list(db: Database | Transaction, scope: RunningScope): Promise<BuildBrief[]> {
    return this.running.list(db, scope);
  }

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

function isWithin(locked: { lastProgressAt: Date }, scope: RunningScope): boolean {
  return !('withoutProgressSince' in scope) || locked.lastProgressAt < scope.withoutProgressSince;
}
