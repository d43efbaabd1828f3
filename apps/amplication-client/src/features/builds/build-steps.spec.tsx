/** @jest-environment ./test/browser-environment.mjs */
import { screen, within } from '@testing-library/react';
import { show } from '../../../test/render';
import type { BuildStep } from '../../api/builds/builds';
import { BuildSteps } from './build-steps';

const START = '2026-01-01T10:00:00.000Z';

function step(name: BuildStep['name'], status: BuildStep['status'], milliseconds?: number): BuildStep {
  if (milliseconds === undefined) return { name, status, startedAt: null, finishedAt: null };
  const finishedAt = new Date(Date.parse(START) + milliseconds).toISOString();
  return { name, status, startedAt: START, finishedAt };
}

/** Each step as it is read out. */
const steps = () =>
  within(screen.getByRole('list', { name: 'Steps' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent);

describe('the steps of a build', () => {
  it('say what is done, what goes on and what waits, in words', () => {
    show(
      <BuildSteps
        steps={[
          step('queue', 'done', 200),
          step('generate', 'done', 3_240),
          { ...step('push', 'running'), startedAt: START },
          step('pull-request', 'waiting'),
        ]}
      />,
    );
    expect(steps()).toEqual([
      'Wait in the queue: done0.2 s',
      'Generate the code: done3.2 s',
      'Push to Bitbucket: running',
      'Open or update the pull request: waiting',
    ]);
  });

  it('say which one failed, and that the next was left out', () => {
    show(<BuildSteps steps={[step('push', 'failed', 1_000), step('pull-request', 'skipped')]} />);
    expect(steps()).toEqual([
      'Push to Bitbucket: failed1.0 s',
      'Open or update the pull request: skippedskipped',
    ]);
  });

  it.each([
    [59_900, '59.9 s'],
    [59_970, '1 min 0 s'],
    [125_400, '2 min 5 s'],
    [119_700, '2 min 0 s'],
  ])('say how long one took: %d ms is %s', (milliseconds, text) => {
    show(<BuildSteps steps={[step('generate', 'done', milliseconds)]} />);
    expect(screen.getByText(text)).toBeTruthy();
  });
});
