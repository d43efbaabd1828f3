import { startProcess, waitFor } from '@amplication/testing';
import { eq, sql } from 'drizzle-orm';
import { jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { DomainError } from '@amplication/contracts';
import { LeaseLostError, type RunningJob } from '../src';
import { type JobsFixture, openJobs, type Payload, table } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
beforeAll(async () => {
  jobs = await openJobs();
});
afterEach(() => jobs.reset());
afterAll(() => jobs.close());

function startChild() {
  return startProcess({
    command: process.execPath,
    args: ['--import', 'tsx', fileURLToPath(new URL('child-runner.ts', import.meta.url))],
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: { DATABASE_URL: jobs.url },
    until: (line) => line.startsWith('holds ') && line,
  });
}

describe('a runner that', () => {
  it('is killed keeps its job until its lease runs out; then another goes on from the recorded step', async () => {
    const buildId = await jobs.add();
    const child = await startChild();
    const seen: RunningJob<Payload>[] = [];
    jobs.runner({
      handler: (job) => {
        seen.push(job);
        return job.finish('done');
      },
    });
    await child.kill();
    expect((await jobs.row(buildId)).state).toBe('running');
    await waitFor(async () => (await jobs.row(buildId)).state === 'done');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ step: 'pushing', stepData: { by: 'child' }, tries: 2, fence: 2 });
  });

  it('is stopped and wakes up later finds itself fenced off', async () => {
    const buildId = await jobs.add();
    const child = await startChild();
    try {
      process.kill(child.pid, 'SIGSTOP');
      jobs.runner({ handler: (job) => job.finish('done') });
      await waitFor(async () => (await jobs.row(buildId)).state === 'done');
      process.kill(child.pid, 'SIGCONT');
      await waitFor(() => child.output().includes('fenced off'));
      expect(child.output()).toContain('fenced off: LeaseLostError LeaseLostError LeaseLostError');
      expect(await jobs.row(buildId)).toMatchObject({ state: 'done', step: 'pushing', fence: 2 });
    } finally {
      await child.kill();
    }
  });

  it('lives renews its lease for as long as the work takes', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const tries: number[] = [];
    for (let index = 0; index < 2; index++)
      jobs.runner({
        leaseMs: 2_000,
        pollMs: 20,
        handler: async (job) => {
          tries.push(job.tries);
          await held;
          await job.assertHeld();
          return job.finish('done');
        },
      });
    const buildId = await jobs.add();
    const first = await waitFor(async () => (await jobs.row(buildId)).leaseUntil);
    await waitFor(
      async () => ((await jobs.row(buildId)).leaseUntil?.getTime() ?? 0) > first.getTime() + 3_000,
    );
    release();
    await waitFor(async () => (await jobs.row(buildId)).state === 'done');
    expect(tries).toEqual([1]);
  });
});

describe('a lease', () => {
  it('that has run out is lost at once, even if nobody has taken the job yet', async () => {
    const outcomes: unknown[] = [];
    let go: () => void = () => undefined;
    const expired = new Promise<void>((resolve) => (go = resolve));
    jobs.runner({
      leaseMs: 60_000,
      pollMs: 600_000,
      handler: async (job) => {
        if (job.tries > 1) return job.finish('done');
        await expired;
        outcomes.push(await job.record('x', {}).catch((error: unknown) => error));
        outcomes.push(job.signal.aborted);
        return job.finish('done');
      },
    });
    const buildId = await jobs.add();
    await waitFor(async () => (await jobs.row(buildId)).state === 'running');
    await jobs.handle.db
      .update(table)
      .set({ leaseUntil: sql`now() - interval '1 second'` })
      .where(eq(table.buildId, buildId));
    go();
    await waitFor(async () => (await jobs.row(buildId)).state === 'done');
    expect(outcomes).toEqual([expect.any(LeaseLostError), true]);
    expect(await jobs.row(buildId)).toMatchObject({ step: null, tries: 2, fence: 2 });
  });

  it('rolls back what was to be written with the outcome', async () => {
    let within = false;
    const claimed = await jobs.add().then(() => jobs.queue.claim({ leaseMs: 60_000 }));
    await jobs.handle.db.update(table).set({ leaseUntil: sql`now() - interval '1 second'` });
    const outcomes: unknown[] = [];
    jobs.runner({
      handler: async (job) => {
        await jobs.handle.db.update(table).set({ fence: sql`fence + 1` });
        outcomes.push(
          await job
            .finish('done', async () => {
              within = true;
            })
            .catch((error: unknown) => error),
        );
        throw new DomainError('INTERNAL');
      },
    });
    await waitFor(() => outcomes.length > 0);
    expect(claimed?.fence).toBe(1);
    expect(outcomes[0]).toBeInstanceOf(LeaseLostError);
    expect(within).toBe(false);
  });
});

describe('a job that kills its process each time', () => {
  it('is abandoned once its tries are used up', async () => {
    const buildId = await jobs.add();
    for (let tries = 0; tries < 3; tries++) {
      await jobs.queue.claim({ leaseMs: 60_000 });
      await jobs.handle.db.update(table).set({ leaseUntil: sql`now() - interval '1 second'` });
    }
    const errors: unknown[] = [];
    let ran = false;
    jobs.runner({
      maxTries: 3,
      handler: (job) => {
        ran = true;
        return job.finish('done');
      },
      onAbandoned: async (_tx, _job, error) => {
        errors.push(error);
      },
    });
    await waitFor(async () => (await jobs.row(buildId)).finishedAt !== null);
    expect(ran).toBe(false);
    expect(errors).toEqual([expect.any(DomainError)]);
    expect(await jobs.row(buildId)).toMatchObject({
      state: 'dead',
      error: { code: 'INTERNAL', message: 'The work was cut off 3 times before it could end.' },
    });
  });
});

describe('a database that goes away', () => {
  it('costs a runner its connections, not its work', async () => {
    jobs.runner({ pollMs: 100, handler: (job) => job.finish('done') });
    const before = await jobs.add();
    await waitFor(async () => (await jobs.row(before)).state === 'done');
    await jobs.handle.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const after = await waitFor(() => jobs.add());
    await waitFor(async () => (await jobs.row(after)).state === 'done');
  });
});
