import { createDatabase, type DatabaseHandle } from '@amplication/database';
import { startTcpProxy, type TcpProxy, waitFor } from '@amplication/testing';
import { jest } from '@jest/globals';
import { type ClaimedJob, JobQueue, LeaseLostError } from '../src';
import { Lease } from '../src/lease';
import { type JobsFixture, openJobs, type Payload, table } from './fixture';

jest.setTimeout(60_000);

let jobs: JobsFixture;
let proxy: TcpProxy;
let handle: DatabaseHandle;
let queue: JobQueue<Payload>;
beforeAll(async () => {
  jobs = await openJobs();
  const url = new URL(jobs.url);
  proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.hostname = proxy.host;
  url.port = String(proxy.port);
  handle = createDatabase(url.href);
  queue = new JobQueue<Payload>({ db: handle.db, table, notifyChannel: 'test_jobs' });
});
afterEach(async () => {
  proxy.restore();
  await jobs.reset();
});
afterAll(async () => {
  await handle.close();
  await proxy.close();
  await jobs.close();
});

/** A lease of a new job, over a connection that can be cut. */
async function hold(leaseMs: number) {
  const buildId = await jobs.add();
  const claimed: ClaimedJob | null = await queue.claim({ leaseMs });
  if (!claimed) throw new Error('The job was not claimed.');
  const failures: unknown[] = [];
  const lease = new Lease(queue, claimed, { leaseMs, onRenewalFailed: (error) => failures.push(error) });
  const endsAt = async () => (await jobs.row(buildId)).leaseUntil?.getTime() ?? 0;
  return { lease, failures, endsAt };
}

describe('a lease whose database cannot be reached', () => {
  it('is abandoned by the clock of its holder, once another may have the job, and not sooner', async () => {
    const startedAt = performance.now();
    const { lease } = await hold(1_500);
    proxy.cut();
    await waitFor(() => lease.signal.aborted);
    expect(lease.signal.reason).toBeInstanceOf(LeaseLostError);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_500);
  });

  it('is kept when a later renewal comes in time, and tells what went wrong meanwhile', async () => {
    const { lease, failures, endsAt } = await hold(6_000);
    const before = await endsAt();
    proxy.cut();
    await waitFor(() => failures.length > 0);
    proxy.restore();
    await waitFor(async () => (await endsAt()) > before);
    expect(lease.signal.aborted).toBe(false);
    expect(failures[0]).toBeInstanceOf(Error);
    lease.release();
  });
});

describe('a lease that is let go', () => {
  it('is renewed no more', async () => {
    const { lease, endsAt } = await hold(300);
    lease.release();
    const before = await endsAt();
    await waitFor(() => Date.now() > before);
    expect(await endsAt()).toBe(before);
    await expect(lease.assertHeld()).rejects.toThrow(LeaseLostError);
  });
});
