import { jest } from '@jest/globals';
import { waitFor } from '@amplication/testing';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { type JobsFixture, openJobs, table } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await openJobs();
});
afterEach(() => jobs.reset());
afterAll(() => jobs.close());

const unfinished = async () =>
  (
    await jobs.handle.db
      .select()
      .from(table)
      .where(sql`${table.finishedAt} is null`)
  ).length;
const allDone = () =>
  waitFor(async () => (await unfinished()) === 0, { timeoutMs: 30_000, what: 'all jobs' });

describe('the jobs of a lane', () => {
  it('run lowest sequence first, whatever the order in which they came', async () => {
    const ran: number[] = [];
    for (const sequence of [3, 1, 5, 2, 4]) await jobs.add({ sequence });
    jobs.runner({
      handler: (job) => {
        ran.push(job.sequence);
        return job.finish('done');
      },
    });
    await allDone();
    expect(ran).toEqual([1, 2, 3, 4, 5]);
  });

  it('are not held up by one that is postponed, not even those of its own resource', async () => {
    const resourceId = randomUUID();
    const ran: number[] = [];
    const postponed = await jobs.add({ resourceId, sequence: 1 });
    jobs.runner({
      handler: async (job) => {
        if (job.sequence === 1) return job.postpone(3_600_000, 'The test says so.');
        ran.push(job.sequence);
        return job.finish('done');
      },
    });
    await waitFor(async () => (await jobs.row(postponed)).runAfter.getTime() > Date.now() + 1_000_000);
    await jobs.add({ resourceId, sequence: 2 });
    await jobs.add({ sequence: 7 });
    await waitFor(async () => (await unfinished()) === 1);
    expect(ran.sort()).toEqual([2, 7]);
  });

  it('do not hold up other lanes', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    jobs.runner({
      handler: async (job) => {
        if (job.lane === 'slow') await held;
        return job.finish('done');
      },
    });
    const slow = await jobs.add({ lane: 'slow' });
    await waitFor(async () => (await jobs.row(slow)).state === 'running');
    const waiting = await jobs.add({ lane: 'slow', sequence: 2 });
    const other = await jobs.add({ lane: 'other' });
    await waitFor(async () => (await jobs.row(other)).state === 'done');
    expect((await jobs.row(waiting)).state).toBe('waiting');
    release();
    await allDone();
  });

  it('never run two at a time, with many runners and every kind of ending', async () => {
    const running = new Map<string, number>();
    const overlaps: string[] = [];
    const lanes = ['a', 'b', 'c'];
    const count = 60;
    for (let index = 0; index < count; index++)
      await jobs.add({ lane: lanes[index % lanes.length] ?? '', sequence: 1 + Math.floor(index / 6) });
    let most = 0;
    for (let index = 0; index < 8; index++)
      jobs.runner({
        concurrency: 3,
        pollMs: 20,
        maxTries: 1_000,
        handler: async (job) => {
          const inLane = (running.get(job.lane) ?? 0) + 1;
          running.set(job.lane, inLane);
          if (inLane > 1) overlaps.push(job.lane);
          most = Math.max(most, [...running.values()].filter((held) => held > 0).length);
          try {
            await job.assertHeld();
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
            // Before the job is handed back, so that the next holder does not find us still counted.
          } finally {
            running.set(job.lane, (running.get(job.lane) ?? 1) - 1);
          }
          if (Math.random() < 0.2) return job.postpone(10, 'The test says so.');
          return job.finish('done');
        },
      });
    await allDone();
    expect(overlaps).toEqual([]);
    expect(most).toBe(lanes.length);
  });

  it('cannot be made to run two at a time, even by hand', async () => {
    const first = await jobs.add();
    const second = await jobs.add({ sequence: 2 });
    await jobs.queue.claim({ leaseMs: 10_000 });
    expect((await jobs.row(first)).state).toBe('running');
    await expect(
      jobs.handle.db.update(table).set({ state: 'running' }).where(eq(table.buildId, second)),
    ).rejects.toThrow();
  });
});

describe('claiming', () => {
  it('prefers the lanes that a runner has in its cache, but not over those that have waited long', async () => {
    await jobs.add({ lane: 'first' });
    await jobs.add({ lane: 'cached' });
    const claim = async () =>
      (await jobs.queue.claim({ leaseMs: 10_000, preferLanes: ['cached', 'absent'] }))?.lane;
    expect(await claim()).toBe('cached');
    expect(await claim()).toBe('first');
    await jobs.add({ lane: 'old' });
    await jobs.handle.db
      .update(table)
      .set({ runAfter: sql`now() - interval '1 minute'` })
      .where(eq(table.lane, 'old'));
    await jobs.handle.db.delete(table).where(eq(table.lane, 'cached'));
    await jobs.add({ lane: 'cached' });
    expect(await claim()).toBe('old');
  });

  it('by many at once takes each job once and one of each lane', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ lane: fc.constantFrom('a', 'b', 'c', 'd'), sequence: fc.integer({ min: 1, max: 5 }) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async (wanted) => {
          await jobs.handle.db.delete(table);
          for (const job of wanted) await jobs.add(job);
          const claims = await Promise.all(
            Array.from({ length: 8 }, () => jobs.queue.claim({ leaseMs: 10_000 })),
          );
          const taken = claims.filter((claim) => claim !== null);
          const lanes = new Set(taken.map((job) => job.lane));
          expect(lanes.size).toBe(taken.length);
          for (const job of taken) {
            const lowest = Math.min(
              ...wanted.filter(({ lane }) => lane === job.lane).map((each) => each.sequence),
            );
            expect(job.sequence).toBe(lowest);
          }
          // What one claimer missed because another held the row, the next look finds.
          while (await jobs.queue.claim({ leaseMs: 10_000 }));
          const running = await jobs.handle.db.select().from(table).where(eq(table.state, 'running'));
          expect(running).toHaveLength(new Set(wanted.map(({ lane }) => lane)).size);
        },
      ),
      { numRuns: 25 },
    );
  });
});
