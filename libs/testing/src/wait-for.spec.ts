import { waitFor } from './wait-for';

describe('waiting', () => {
  it('returns what the condition returns, once that is something', async () => {
    let calls = 0;
    expect(await waitFor(() => ++calls >= 3 && `call ${calls}`, { intervalMs: 1 })).toBe('call 3');
  });

  it('goes on after a condition that throws, and names the last error when the time is up', async () => {
    const never = waitFor(
      () => {
        throw new Error('refused');
      },
      { timeoutMs: 20, intervalMs: 1, what: 'the door' },
    );
    await expect(never).rejects.toMatchObject({
      message: 'Waited 20 ms in vain for the door.',
      cause: new Error('refused'),
    });
  });
});
