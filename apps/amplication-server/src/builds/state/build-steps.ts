import { BUILD_STEPS, type BuildStepName } from '@amplication/contracts';

export const STEP_STATUSES = ['waiting', 'running', 'done', 'failed', 'skipped'] as const;
export type StepStatus = (typeof STEP_STATUSES)[number];

export interface Step {
  name: BuildStepName;
  status: StepStatus;
  startedAt: Date | null;
  finishedAt: Date | null;
}

const order = (name: BuildStepName) => BUILD_STEPS.indexOf(name);

/** The steps that a build will take: without a Bitbucket repository it ends after the generation. */
export function firstSteps(hasTarget: boolean, now: Date): Step[] {
  return BUILD_STEPS.filter((name) => hasTarget || name === 'queue' || name === 'generate').map((name) => ({
    name,
    status: name === 'queue' ? 'running' : 'waiting',
    startedAt: name === 'queue' ? now : null,
    finishedAt: null,
  }));
}

/** `name` has begun, so all before it are done. Steps never go back: news that arrives late changes nothing. */
export function reachStep(steps: Step[], name: BuildStepName, now: Date): Step[] {
  return steps.map((step) => {
    if (order(step.name) < order(name)) return isOpen(step) ? done(step, now) : step;
    if (step.name === name && step.status === 'waiting')
      return { ...step, status: 'running', startedAt: now };
    return step;
  });
}

/** `name` is done, and with it all before it. */
export function finishStep(steps: Step[], name: BuildStepName, now: Date): Step[] {
  return steps.map((step) => (order(step.name) <= order(name) && isOpen(step) ? done(step, now) : step));
}

/** The build is over, well: what has not run is skipped, or done if the result says so. */
export function finishAll(steps: Step[], rest: 'done' | 'skipped', now: Date): Step[] {
  return steps.map((step) => {
    if (step.status === 'done') return step;
    return rest === 'done' ? done(step, now) : { ...step, status: 'skipped', finishedAt: now };
  });
}

/** The build failed in `name`, or where it stands; what comes after is skipped. */
export function failStep(steps: Step[], name: BuildStepName | null, now: Date): Step[] {
  const current = steps.find(isOpen)?.name ?? null;
  const failed = name ?? current;
  if (failed === null) return steps;
  return steps.map((step) => {
    if (!isOpen(step)) return step;
    if (order(step.name) < order(failed)) return done(step, now);
    if (step.name === failed)
      return { ...step, status: 'failed', startedAt: step.startedAt ?? now, finishedAt: now };
    return { ...step, status: 'skipped', finishedAt: now };
  });
}

/** Those of `after` that differ from what they were. */
export function changedSteps(before: Step[], after: Step[]): Step[] {
  return after.filter((step, index) => step !== before[index]);
}

function isOpen(step: Step): boolean {
  return step.status === 'waiting' || step.status === 'running';
}

function done(step: Step, now: Date): Step {
  return { ...step, status: 'done', startedAt: step.startedAt ?? now, finishedAt: now };
}
