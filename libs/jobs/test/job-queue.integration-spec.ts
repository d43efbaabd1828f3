import type { JobState } from '@amplication/database';
import { waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { type JobsFixture, openJobs, table } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await openJobs();
});
afterEach(() => jobs.reset());
afterAll(() => jobs.close());

/** Id of a new job, brought into a state as a runner or a user would have left it. */
async function jobIn(state: JobState): Promise<string> {
  const { id } = await jobs.row(await jobs.add({ lane: randomUUID() }));
  const leaseUntil = state === 'running' ? sql`now() + interval '1 minute'` : null;
  await jobs.handle.db.update(table).set({ state, leaseUntil }).where(eq(table.id, id));
  return id;
}

async function rowOf(id: string) {
  const [row] = await jobs.handle.db.select().from(table).where(eq(table.id, id));
  return row;
}

describe('waking a job', () => {
  const wake = (id: string) => jobs.handle.db.transaction((tx) => jobs.queue.wake(tx, id));

  it('that was postponed lets it run at once, long before the poll, and leaves the others where they are', async () => {
    const ran: string[] = [];
    jobs.runner({
      pollMs: 600_000,
      handler: async (job) => {
        if (ran.push(job.buildId) <= 2) return job.postpone(3_600_000, 'The test says so.');
        return job.finish('done');
      },
    });
    const [one, other] = [await jobs.add({ lane: 'one' }), await jobs.add({ lane: 'other' })];
    const waits = async (buildId: string) =>
      (await jobs.row(buildId)).runAfter.getTime() > Date.now() + 60_000;
    await waitFor(async () => (await waits(one)) && (await waits(other)));
    expect(await wake((await jobs.row(one)).id)).toBe(true);
    await waitFor(async () => (await jobs.row(one)).state === 'done');
    expect(await waits(other)).toBe(true);
    expect(ran.filter((buildId) => buildId === other)).toHaveLength(1);
  });

  it.each(['running', 'done', 'failed', 'dead', 'cancelled', 'superseded'] as const)(
    'changes nothing when it is %s',
    async (state) => {
      const id = await jobIn(state);
      const before = await rowOf(id);
      expect(await wake(id)).toBe(false);
      expect(await rowOf(id)).toEqual(before);
    },
  );
});

describe('a result from elsewhere', () => {
  const finish = (id: string, state: 'done' | 'failed', error?: object) =>
    jobs.handle.db.transaction((tx) => jobs.queue.finish(tx, id, state, error));

  it.each(['waiting', 'running', 'failed', 'dead'] as const)(
    'that is good ends a job that is %s, and whoever holds it is fenced off',
    async (state) => {
      const id = await jobIn(state);
      const other = await jobIn('waiting');
      const before = await rowOf(id);
      expect(await finish(id, 'done')).toBe(true);
      expect(await rowOf(id)).toMatchObject({
        state: 'done',
        error: null,
        leaseUntil: null,
        fence: (before?.fence ?? 0) + 1,
        finishedAt: expect.any(Date),
      });
      expect((await rowOf(other))?.state).toBe('waiting');
    },
  );

  it.each(['waiting', 'running'] as const)('that is bad ends a job that is %s, with why', async (state) => {
    const id = await jobIn(state);
    expect(await finish(id, 'failed', { code: 'X' })).toBe(true);
    expect(await rowOf(id)).toMatchObject({ state: 'failed', error: { code: 'X' }, leaseUntil: null });
  });

  it.each([
    ['failed', 'failed'],
    ['failed', 'dead'],
    ['failed', 'done'],
    ['done', 'done'],
    ['done', 'superseded'],
    ['done', 'cancelled'],
  ] as const)('%s comes too late for a job that is %s', async (result, state) => {
    const id = await jobIn(state);
    const before = await rowOf(id);
    expect(await finish(id, result)).toBe(false);
    expect(await rowOf(id)).toEqual(before);
  });
});
