import type { BuildProgress, BuildStepName } from '@amplication/contracts';
import type { Transaction } from '@amplication/database';
import { Injectable } from '@nestjs/common';
import type { BuildOutcome, BuildStatus } from '../../running-builds/build-brief.dto';
import type { BuildError, BuildEvent } from './build-event';
import { type Build, type BuildChange, BuildStateRepository } from './build-state.repository';
import {
  changedSteps,
  failStep,
  finishAll,
  finishStep,
  firstSteps,
  reachStep,
  type Step,
} from './build-steps';

/** What is written when a build is retried. */
const CLEAN = {
  outcome: null,
  errorCode: null,
  errorMessage: null,
  errorParams: null,
  errorAction: null,
  finishedAt: null,
} satisfies BuildChange;

const STATUS_OF_STEP: Record<BuildStepName, BuildStatus> = {
  queue: 'queued',
  generate: 'generating',
  push: 'pushing',
  'pull-request': 'pushing',
};
const STATUS_ORDER: BuildStatus[] = ['queued', 'generating', 'pushing', 'completed', 'failed'];

/**
 * The one place where a build changes. Each method writes the row, its steps and its events in the caller's
 * transaction, on a build that `lock` has returned.
 */
@Injectable()
export class BuildState {
  constructor(private readonly rows: BuildStateRepository) {}

  /** The build, held for this transaction; null if there is none. */
  lock(tx: Transaction, id: string): Promise<Build | null> {
    return this.rows.lock(tx, id);
  }

  /** A new attempt waits for the generator. */
  async begin(
    tx: Transaction,
    build: Pick<Build, 'id' | 'attempt'>,
    change: BuildChange & { target: unknown },
  ) {
    const now = new Date();
    const steps = firstSteps(change.target !== null, now);
    await this.rows.update(tx, build.id, {
      ...CLEAN,
      ...change,
      attempt: build.attempt,
      status: 'queued',
      lastProgressAt: now,
    });
    await this.rows.putSteps(tx, build, steps);
    await this.rows.append(tx, build, [status('queued'), ...steps.map(stepEvent)]);
  }

  /** A line of the log. Moves an unfinished build forward, never back, and never opens a finished one again. */
  async progress(tx: Transaction, build: Build, { step, level, message, at }: BuildProgress): Promise<void> {
    const log: BuildEvent = { type: 'log', data: { step, level, message, at } };
    if (build.finishedAt) return this.rows.append(tx, build, [log]);
    await this.move(tx, build, (steps, now) => reachStep(steps, step, now), {
      status: later(build.status, STATUS_OF_STEP[step]),
      events: [log],
    });
  }

  /** The files are there; what is left is the way to Bitbucket, if the build has a target. */
  async generated(tx: Transaction, build: Build, artifact: { id: string; fileCount: number }): Promise<void> {
    await this.rows.update(tx, build.id, { artifactId: artifact.id, fileCount: artifact.fileCount });
    if (!build.target) return this.complete(tx, build, { outcome: 'generated' });
    if (build.finishedAt) return;
    const toPush = (steps: Step[], now: Date) => reachStep(finishStep(steps, 'generate', now), 'push', now);
    await this.move(tx, build, toPush, { status: later(build.status, 'pushing'), events: [] });
  }

  /** The build is over, well. A result that arrives late completes even a build that was given up. */
  async complete(
    tx: Transaction,
    build: Build,
    result: { outcome: BuildOutcome; change?: BuildChange; events?: BuildEvent[] },
  ): Promise<void> {
    if (build.status === 'completed') return;
    const rest = result.outcome === 'superseded' ? 'skipped' : 'done';
    await this.move(tx, build, (steps, now) => finishAll(steps, rest, now), {
      status: 'completed',
      change: { ...CLEAN, ...result.change, outcome: result.outcome, finishedAt: new Date() },
      events: [...(result.events ?? []), status('completed', result.outcome)],
    });
  }

  /** The build is over, badly. The reason of a build that failed already stays, unless it was only given up. */
  async fail(
    tx: Transaction,
    build: Build,
    error: BuildError,
    at: BuildStepName | null = null,
  ): Promise<void> {
    if (build.status === 'completed') return;
    if (build.status === 'failed' && build.errorCode !== 'BUILD_STALLED') return;
    await this.move(tx, build, (steps, now) => failStep(steps, at, now), {
      status: 'failed',
      change: {
        errorCode: error.code,
        errorMessage: error.message,
        errorAction: error.action,
        errorParams: error.params,
        finishedAt: new Date(),
      },
      events: [status('failed', null, error)],
    });
  }

  private async move(
    tx: Transaction,
    build: Build,
    steps: (steps: Step[], now: Date) => Step[],
    to: { status: BuildStatus; change?: BuildChange; events: BuildEvent[] },
  ): Promise<void> {
    const now = new Date();
    const before = await this.rows.steps(tx, build);
    const changed = changedSteps(before, steps(before, now));
    const moved: BuildEvent[] = to.status === build.status || to.change ? [] : [status(to.status)];
    await this.rows.update(tx, build.id, { ...to.change, status: to.status, lastProgressAt: now });
    await this.rows.putSteps(tx, build, changed);
    await this.rows.append(tx, build, [...changed.map(stepEvent), ...moved, ...to.events]);
  }
}

function later(one: BuildStatus, other: BuildStatus): BuildStatus {
  return STATUS_ORDER.indexOf(one) >= STATUS_ORDER.indexOf(other) ? one : other;
}

function stepEvent(step: Step): BuildEvent {
  return { type: 'step', data: step };
}

function status(
  status: BuildStatus,
  outcome: BuildOutcome | null = null,
  error: BuildError | null = null,
): BuildEvent {
  return { type: 'status', data: { status, outcome, error } };
}
