/** @jest-environment ./test/browser-environment.mjs */
import { screen, within } from '@testing-library/react';
import { refuse, serve } from '../../../test/api';
import { show } from '../../../test/render';
import type { Build } from '../../api/builds/builds';
import { BuildPage } from './build-page';

/** A stream that never says anything: what these tests look at comes with the build itself. */
class SilentEventSource {
  static readonly CLOSED = 2;
  addEventListener(): void {}
  close(): void {}
}

const failed = (error: NonNullable<Build['error']>): Build => ({
  id: 'b1',
  resourceId: 'r1',
  workspaceId: 'w1',
  resourceName: 'Orders',
  sequence: 7,
  title: 'Add discounts',
  body: '',
  status: 'failed',
  outcome: null,
  createdAt: '2026-01-01T10:00:00.000Z',
  finishedAt: '2026-01-01T10:00:09.000Z',
  attempt: 1,
  error,
  pullRequest: null,
  requestedBy: null,
  modelVersion: 3,
  target: null,
  steps: [],
  fileCount: null,
  report: { counts: null, conflicts: [], commitSha: null, markdown: null },
  lastEventId: 0,
});

async function showFailure(error: Pick<NonNullable<Build['error']>, 'code' | 'action'>) {
  serve({
    'GET /api/builds/b1': () => failed({ ...error, message: 'The push was refused.', params: {} }),
    'POST /api/builds/b1/retry': () => refuse(409, { message: 'The build is running already.' }),
  });
  const { user } = show(<BuildPage />, { path: '/builds/:buildId', at: '/builds/b1' });
  return { user, alert: await screen.findByRole('alert', { name: 'The build failed' }) };
}

const links = (alert: HTMLElement) =>
  within(alert)
    .queryAllByRole('link')
    .map((link) => `${link.textContent} ${link.getAttribute('href')}`);

describe('a build that failed', () => {
  beforeEach(() => Object.assign(globalThis, { EventSource: SilentEventSource }));

  it.each([
    ['CONNECTION_NEEDS_RECONNECT', 'reconnect', ['Reconnect Bitbucket /w/w1/connections']],
    ['REPOSITORY_NOT_WRITABLE', 'resolve', ['Open Git settings /w/w1/services/r1/git']],
    ['MODEL_INVALID', 'resolve', ['Fix the model /w/w1/services/r1/model']],
    ['INTERNAL', 'contact', []],
  ] as const)('says why and leads to who can mend it: %s', async (code, action, ways) => {
    const { alert } = await showFailure({ code, action });
    expect(alert.textContent).toContain('The push was refused.');
    expect(links(alert)).toEqual(ways);
  });

  it('says why it could not be started again', async () => {
    const { user, alert } = await showFailure({ code: 'INTERNAL', action: 'retry' });
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    const refusal = await screen.findByRole('alert', { name: 'Could not retry the build' });
    expect(refusal.textContent).toContain('The build is running already.');
  });
});
