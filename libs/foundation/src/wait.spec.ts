import { delay, pause } from './wait';

const HOUR = 3_600_000;

describe('pause', () => {
  it('lasts as long as it is told to', async () => {
    const startedAt = performance.now();
    await pause(20);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(19);
  });

  it('ends at once, without an error, when it is aborted, before or meanwhile', async () => {
    const controller = new AbortController();
    const paused = pause(HOUR, controller.signal);
    controller.abort();
    await paused;
    await pause(HOUR, controller.signal);
  });
});

describe('delay', () => {
  it('rejects with the reason of the abort, before or meanwhile', async () => {
    const controller = new AbortController();
    const delayed = delay(HOUR, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(delayed).rejects.toThrow('stopped');
    await expect(delay(HOUR, controller.signal)).rejects.toThrow('stopped');
  });

  it('resolves when its time is over', async () => {
    await delay(1, new AbortController().signal);
  });
});
