import { BUILD_STEPS, type BuildStepName } from '@amplication/contracts';
import fc from 'fast-check';
import {
  changedSteps,
  failStep,
  finishAll,
  finishStep,
  firstSteps,
  reachStep,
  type Step,
} from './build-steps';

const NOW = new Date('2026-01-01T00:00:00Z');
const statuses = (steps: Step[]) => steps.map(({ status }) => status).join(' ');

describe('the steps of a build', () => {
  it('end with the generation when there is no repository', () => {
    expect(firstSteps(false, NOW).map(({ name }) => name)).toEqual(['queue', 'generate']);
    expect(statuses(firstSteps(true, NOW))).toBe('running waiting waiting waiting');
  });

  it('reach one after the other', () => {
    const generating = reachStep(firstSteps(true, NOW), 'generate', NOW);
    expect(statuses(generating)).toBe('done running waiting waiting');
    expect(statuses(reachStep(generating, 'pull-request', NOW))).toBe('done done done running');
    expect(statuses(finishStep(generating, 'generate', NOW))).toBe('done done waiting waiting');
  });

  it('fail where they are, or where the news says', () => {
    const steps = reachStep(firstSteps(true, NOW), 'push', NOW);
    expect(statuses(failStep(steps, null, NOW))).toBe('done done failed skipped');
    expect(statuses(failStep(firstSteps(true, NOW), 'generate', NOW))).toBe('done failed skipped skipped');
    expect(statuses(failStep(steps, 'generate', NOW))).toBe('done done skipped skipped');
  });

  it('are all done in the end, also after a failure that was none', () => {
    const failed = failStep(reachStep(firstSteps(true, NOW), 'push', NOW), null, NOW);
    expect(statuses(finishAll(failed, 'done', NOW))).toBe('done done done done');
    expect(statuses(finishAll(firstSteps(true, NOW), 'skipped', NOW))).toBe(
      'skipped skipped skipped skipped',
    );
  });

  it('never go back, in whatever order the news comes', () => {
    const news = fc.array(fc.constantFrom<BuildStepName>(...BUILD_STEPS), { maxLength: 12 });
    fc.assert(
      fc.property(news, (names) => {
        let steps = firstSteps(true, NOW);
        for (const name of names) {
          const after = reachStep(steps, name, NOW);
          const wentBack = after.some(
            (step, index) => steps[index]?.status === 'done' && step.status !== 'done',
          );
          expect(wentBack).toBe(false);
          steps = after;
        }
        expect(steps.filter(({ status }) => status === 'running').length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('report only what has changed', () => {
    const before = firstSteps(true, NOW);
    expect(changedSteps(before, reachStep(before, 'generate', NOW)).map(({ name }) => name)).toEqual([
      'queue',
      'generate',
    ]);
    expect(changedSteps(before, reachStep(before, 'queue', NOW))).toEqual([]);
  });
});
