import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { GitSync, type PushStep, type SyncRequest } from '../src/index';

/** What a build in a process of its own is to do; see kills.proof-spec.ts. */
export interface KilledBuildOrder {
  url: string;
  authorization: string;
  cacheDirectory: string;
  workDirectory: string;
  /** Where `beforePush` records its step, as the job's row would. */
  recordFile: string;
  /** Path -> blob id, and blob id -> content. */
  files: Record<string, string>;
  blobs: Record<string, string>;
  request: Pick<
    SyncRequest,
    'resourceId' | 'baseBranch' | 'workBranch' | 'rootDirectory' | 'generatorVersion'
  >;
  date: string;
  pushing?: PushStep;
  /** End this very process, without a chance to tidy up, while the commit is being written. */
  dieWhileImporting: boolean;
}

/** Runs the build of the order given as the only argument, and prints the result as JSON. */
async function main(order: KilledBuildOrder): Promise<void> {
  const engine = new GitSync({
    cacheDirectory: order.cacheDirectory,
    workDirectory: order.workDirectory,
    cacheLimitBytes: 100 * 1024 * 1024,
    log: { debug: () => undefined, warn: () => undefined },
  });
  const result = await engine.run({
    ...order.request,
    repository: { uuid: '{killed}', url: order.url },
    locate: () => Promise.resolve(order.url),
    confirmTips: () => Promise.resolve(true),
    startRepository: () => Promise.reject(new Error('the repository is not empty')),
    authorization: () => Promise.resolve(order.authorization),
    resourceName: 'Orders',
    files: new Map(Object.entries(order.files).map(([path, blob]) => [path, { mode: '100644', blob }])),
    blobs: {
      read: (blob) => {
        if (order.dieWhileImporting) process.kill(process.pid, 'SIGKILL');
        const content = order.blobs[blob];
        return Promise.resolve(content === undefined ? null : Buffer.from(content));
      },
      keep: () => Promise.resolve(),
    },
    generatedAs: () => Promise.resolve(null),
    pullRequest: { state: 'none' },
    lookUpPullRequest: () => Promise.resolve({ state: 'none' }),
    strategy: 'keep-yours',
    commit: {
      title: 'Build',
      body: '',
      author: { name: 'Amplication', email: 'bot@example.com' },
      date: new Date(order.date),
      buildId: 'build-1',
    },
    pushing: order.pushing,
    beforePush: (step) => Promise.resolve(writeFileSync(order.recordFile, JSON.stringify(step))),
    assertHeld: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  process.stdout.write(JSON.stringify(result));
}

await main(JSON.parse(process.argv[2] ?? '{}') as KilledBuildOrder);
