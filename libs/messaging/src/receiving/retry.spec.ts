import { jest } from '@jest/globals';
import { retryWith } from './retry';

/** A consumer that counts its heartbeats. */
function consumer() {
  const stopping = new AbortController();
  const state = {
    beats: 0,
    stopping: stopping.signal,
    stop: () => stopping.abort(),
    heartbeat: async () => {
      state.beats++;
    },
  };
  return state;
}

describe('trying again', () => {
  it('ends with the first result, and sends the group a heartbeat before each further try', async () => {
    const options = consumer();
    let tries = 0;
    const result = await retryWith(options, async (wait) => (++tries < 3 ? wait : 'done'));
    expect({ result, tries, beats: options.beats }).toEqual({ result: 'done', tries: 3, beats: 2 });
  });

  it('takes nothing for a result, too', async () => {
    await expect(retryWith<void>(consumer(), async () => undefined)).resolves.toBeUndefined();
  });

  it('stops where it waits when the consumer stops, so that the message is delivered again', async () => {
    const options = consumer();
    let tries = 0;
    const trying = retryWith(options, async (wait) => {
      tries++;
      options.stop();
      return wait;
    });
    await expect(trying).rejects.toMatchObject({ name: 'ConsumerStopping' });
    expect(tries).toBe(1);
  });

  it('lets a try that succeeds end well while the consumer stops', async () => {
    const options = consumer();
    options.stop();
    await expect(retryWith(options, async () => 'done')).resolves.toBe('done');
  });

  it('fails when the group no longer counts us as a member', async () => {
    const options = { ...consumer(), heartbeat: () => Promise.reject(new Error('rebalancing')) };
    await expect(retryWith(options, async (wait) => wait)).rejects.toThrow('rebalancing');
  });

  it('fails with what a try throws', async () => {
    const failing = retryWith(consumer(), () => Promise.reject(new Error('a bug')));
    await expect(failing).rejects.toThrow('a bug');
  });
});

describe('a try that takes long', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('costs no membership, and once it has ended nothing more is sent', async () => {
    const options = { ...consumer(), beats: 0 };
    let end: (result: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (end = resolve));
    const beat = { ...options, heartbeat: () => Promise.reject(new Error(`refused ${++options.beats}`)) };
    const trying = retryWith(beat, () => slow);
    await jest.advanceTimersByTimeAsync(9_000);
    expect(options.beats).toBe(4);
    end('done');
    await expect(trying).resolves.toBe('done');
    await jest.advanceTimersByTimeAsync(9_000);
    expect(options.beats).toBe(4);
  });
});

describe('the wait between two tries', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  /** Milliseconds before each of the first `count` further tries, where chance takes `share` of what it may take. */
  async function waits(count: number, share: number): Promise<number[]> {
    jest.spyOn(Math, 'random').mockReturnValue(share);
    const options = consumer();
    const at: number[] = [];
    const trying = retryWith(options, async (wait) => {
      at.push(Date.now());
      return at.length > count ? 'done' : wait;
    });
    await jest.advanceTimersByTimeAsync(60_000);
    await trying;
    return at.slice(1).map((time, index) => time - (at[index] ?? 0));
  }

  it('doubles at most, to three seconds at most, so that what is away is not overrun when it comes back', async () => {
    expect(await waits(8, 1)).toEqual([100, 200, 400, 800, 1_600, 3_000, 3_000, 3_000]);
  });

  it('is any part of that, so that not all who wait come at once', async () => {
    expect(await waits(3, 0.25)).toEqual([25, 50, 100]);
  });
});
