/** @jest-environment ./test/browser-environment.mjs */
import { screen } from '@testing-library/react';
import { show } from '../../test/render';
import { ApiError } from '../api/api-error';
import { ErrorAlert } from './error-alert';

const answer = (action: string) =>
  new ApiError(500, { code: 'INTERNAL', message: 'The disk is full.', action, requestId: 'req-7' });

describe('an error', () => {
  it('is said in the words of the server', () => {
    show(<ErrorAlert error={answer('retry')} title="Could not load the builds" />);
    expect(screen.getByRole('alert', { name: 'Could not load the builds' }).textContent).toContain(
      'The disk is full.',
    );
  });

  it('names the request for whoever is asked for help', () => {
    show(<ErrorAlert error={answer('contact')} />);
    expect(screen.getByRole('alert').textContent).toContain('Request req-7');
  });

  it.each(['retry', 'reconnect', 'resolve'])(
    'names no request when people can help themselves: %s',
    (action) => {
      show(<ErrorAlert error={answer(action)} />);
      expect(screen.getByRole('alert').textContent).not.toContain('req-7');
    },
  );

  it('is tried again on request', async () => {
    let tries = 0;
    const { user } = show(<ErrorAlert error={answer('retry')} onRetry={() => (tries += 1)} />);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(tries).toBe(1);
  });

  it('offers no second try where there is nothing to try', () => {
    show(<ErrorAlert error={answer('resolve')} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is silent while there is none', () => {
    show(<ErrorAlert error={null} />);
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
