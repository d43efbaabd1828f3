import { jest } from '@jest/globals';
import { DomainError } from '@amplication/contracts';
import { serverSchema } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { randomUUID } from 'node:crypto';
import { LeaseLostError, type RunningJob } from '../src';
import { endBackoff, type JobsFixture, openJobs, type Payload } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await openJobs();
});
afterEach(() => jobs.reset());
afterAll(() => jobs.close());

const stateOf = async (buildId: string) => (await jobs.row(buildId)).state;
const inState = (buildId: string, state: string) =>
  waitFor(async () => (await stateOf(buildId)) === state, { what: `state ${state}` });

describe('a job', () => {
  it('is run once, with its payload, and ends as its handler says', async () => {
    const seen: RunningJob<Payload>[] = [];
    jobs.runner({
      handler: async (job) => {
        seen.push(job);
        return job.finish('superseded');
      },
    });
    const buildId = await jobs.add({ payload: { text: 'hello' }, sequence: 7 });
    await inState(buildId, 'superseded');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ buildId, payload: { text: 'hello' }, sequence: 7, tries: 1, step: null });
    const row = await jobs.row(buildId);
    expect(row.leaseUntil).toBeNull();
    expect(row.finishedAt).toBeInstanceOf(Date);
  });

  it('starts at once when it is added, long before the poll', async () => {
    jobs.runner({ pollMs: 600_000, handler: (job) => job.finish('done') });
    await inState(await jobs.add(), 'done');
    await inState(await jobs.add(), 'done');
  });

  it('is added once for each attempt of a build', async () => {
    const job = jobs.newJob();
    const enqueue = (attempt: number) =>
      jobs.handle.db.transaction((tx) => jobs.queue.enqueue(tx, { ...job, attempt }));
    expect([await enqueue(1), await enqueue(1), await enqueue(2)]).toEqual(['added', 'duplicate', 'added']);
  });

  it('finds what an earlier try recorded', async () => {
    const steps: unknown[] = [];
    jobs.runner({
      handler: async (job) => {
        steps.push([job.step, job.stepData]);
        if (job.tries === 1) {
          await job.record('pushing', { commit: 'a', tip: null });
          await job.record('pushed', { commit: 'b' });
          expect(job.step).toBe('pushed');
          return job.postpone(1, 'The test says so.');
        }
        return job.finish('done');
      },
    });
    const buildId = await jobs.add();
    await waitFor(async () => (await jobs.row(buildId)).step === 'pushed');
    await waitFor(async () => {
      await endBackoff(jobs.handle);
      return steps.length >= 2;
    });
    expect(steps[1]).toEqual(['pushed', { commit: 'b', tip: null }]);
  });

  it('writes its outcome and what goes with it together, or neither', async () => {
    let fail = true;
    jobs.runner({
      handler: (job) =>
        job.finish('done', async (tx) => {
          await tx.insert(serverSchema.workspace).values({ id: randomUUID(), name: 'written' });
          if (fail) throw new DomainError('BITBUCKET_UNREACHABLE');
        }),
    });
    const buildId = await jobs.add();
    await waitFor(async () => (await jobs.row(buildId)).error !== null);
    expect(await jobs.handle.db.select().from(serverSchema.workspace)).toHaveLength(0);
    fail = false;
    await endBackoff(jobs.handle);
    await inState(buildId, 'done');
    expect(await jobs.handle.db.select().from(serverSchema.workspace)).toHaveLength(1);
  });
});

describe('a job that fails', () => {
  it('is tried again after a backoff, until its tries are used up, and then tells the hook', async () => {
    const tries: number[] = [];
    const dead: unknown[] = [];
    jobs.runner({
      handler: async (job) => {
        tries.push(job.tries);
        throw new DomainError('BITBUCKET_UNREACHABLE', 'away', { params: { nul: '\0' } });
      },
      onAbandoned: async (tx, job, error) => {
        await tx.insert(serverSchema.workspace).values({ id: randomUUID(), name: 'told' });
        dead.push([job.payload, job.tries, error]);
      },
    });
    const buildId = await jobs.add();
    await waitFor(async () => {
      await endBackoff(jobs.handle);
      return (await stateOf(buildId)) === 'dead';
    });
    expect(tries).toEqual([1, 2, 3]);
    expect(dead).toEqual([[{ text: '' }, 3, expect.any(DomainError)]]);
    expect(await jobs.handle.db.select().from(serverSchema.workspace)).toHaveLength(1);
    expect((await jobs.row(buildId)).error).toEqual({
      code: 'BITBUCKET_UNREACHABLE',
      message: 'away',
      params: { nul: '\uFFFD' },
    });
  });

  it('waits at least as long as the other side asked for', async () => {
    const limited = Object.assign(new DomainError('BITBUCKET_RATE_LIMITED'), { retryAfterMs: 3_600_000 });
    jobs.runner({
      handler: async () => {
        throw new DomainError('BITBUCKET_UNREACHABLE', 'wrapped', { cause: limited });
      },
    });
    const buildId = await jobs.add();
    await waitFor(async () => (await jobs.row(buildId)).error !== null);
    expect((await jobs.row(buildId)).runAfter.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it.each(['BASE_BRANCH_MISSING', 'CONNECTION_NEEDS_RECONNECT', 'GIT_FAILED'] as const)(
    'is abandoned at once when no try can mend it: %s',
    async (code) => {
      const told: string[] = [];
      jobs.runner({
        handler: async () => {
          throw new DomainError(code);
        },
        onAbandoned: async (_tx, job) => {
          told.push(job.buildId);
        },
      });
      const buildId = await jobs.add();
      await inState(buildId, 'failed');
      expect(told).toEqual([buildId]);
    },
  );

  it('is abandoned without its payload when that cannot be read', async () => {
    const payloads: unknown[] = [];
    jobs.runner({
      handler: (job) => job.finish('done'),
      parsePayload: () => {
        throw new Error('made by another version');
      },
      onAbandoned: async (_tx, job) => {
        payloads.push(job.payload);
      },
    });
    await inState(await jobs.add(), 'dead');
    expect(payloads).toEqual([null]);
  });
});

describe('a runner', () => {
  it('has as many jobs at work as it may, and never one more', async () => {
    let running = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    jobs.runner({
      concurrency: 2,
      // A lease that ends on a busy machine frees its place, which is not what is asked for here.
      leaseMs: 60_000,
      handler: async (job) => {
        running += 1;
        most = Math.max(most, running);
        await held;
        running -= 1;
        return job.finish('done');
      },
    });
    const ids = await Promise.all([1, 2, 3, 4].map((lane) => jobs.add({ lane: `lane ${lane}` })));
    await waitFor(() => running === 2, { what: 'two jobs at work' });
    const states = async () => (await Promise.all(ids.map(stateOf))).toSorted();
    // A claim too many would have been made by the time at which the next job has been put in.
    await jobs.add({ lane: 'lane 5' });
    expect(await states()).toEqual(['running', 'running', 'waiting', 'waiting']);
    release();
    for (const id of ids) await inState(id, 'done');
    expect(most).toBe(2);
  });
});

describe('a job that waits', () => {
  it('is run again at its time, holds no slot meanwhile, and the wait is no try', async () => {
    const tries: number[] = [];
    let buildId = '';
    jobs.runner({
      concurrency: 1,
      handler: async (job) => {
        if (job.buildId !== buildId) return job.finish('done');
        tries.push(job.tries);
        if (tries.length === 1) return job.postpone(3_600_000, 'The test says so.');
        return job.finish('done');
      },
    });
    buildId = await jobs.add();
    await waitFor(async () => (await jobs.row(buildId)).runAfter.getTime() > Date.now() + 3_500_000);
    expect(await jobs.row(buildId)).toMatchObject({
      state: 'waiting',
      tries: 0,
      error: null,
      leaseUntil: null,
    });
    await inState(await jobs.add(), 'done');
    await endBackoff(jobs.handle);
    await inState(buildId, 'done');
    expect(tries).toEqual([1, 1]);
  });
});

describe('a job whose result comes from elsewhere', () => {
  it('ends by it, whether it waits or runs, and its runner is fenced off', async () => {
    const finish = (id: string) =>
      jobs.handle.db.transaction((tx) => jobs.queue.finish(tx, id, 'failed', { code: 'X' }));
    let lost: RunningJob<Payload> | null = null;
    jobs.runner({
      leaseMs: 300,
      handler: (job) =>
        new Promise((_resolve, reject) => {
          lost = job;
          job.signal.addEventListener('abort', () => reject(job.signal.reason));
        }),
    });
    const buildId = await jobs.add();
    const job = await waitFor(() => lost);
    expect(await finish(job.id)).toBe(true);
    await waitFor(() => job.signal.aborted);
    await expect(job.finish('done')).rejects.toThrow(LeaseLostError);
    expect(await jobs.row(buildId)).toMatchObject({ state: 'failed', error: { code: 'X' } });
    expect(await finish(job.id)).toBe(false);
  });
});

describe('a running job', () => {
  it('is given back when its process shuts down and it does not end in time', async () => {
    const seen: string[] = [];
    const first = jobs.runner({
      drainMs: 50,
      handler: (job) =>
        new Promise((_resolve, reject) =>
          job.signal.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    });
    const buildId = await jobs.add();
    await inState(buildId, 'running');
    await first.drain();
    expect(await jobs.row(buildId)).toMatchObject({ state: 'waiting', tries: 0, leaseUntil: null });
    jobs.runner({
      handler: (job) => {
        seen.push(job.buildId);
        return job.finish('done');
      },
    });
    await inState(buildId, 'done');
    expect(seen).toEqual([buildId]);
  });

  it('is given back and fenced off when its handler does not even heed the signal', async () => {
    let late: Promise<unknown> = Promise.resolve();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const first = jobs.runner({
      drainMs: 50,
      handler: async (job) => {
        await held;
        late = job.finish('done').catch((error: unknown) => error);
        await late;
        throw new Error('over');
      },
    });
    const buildId = await jobs.add();
    await inState(buildId, 'running');
    await first.drain();
    expect(await stateOf(buildId)).toBe('waiting');
    release();
    await waitFor(async () => (await late) instanceof LeaseLostError);
    expect(await stateOf(buildId)).toBe('waiting');
  });
});
