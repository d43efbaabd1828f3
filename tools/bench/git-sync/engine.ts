import { join } from 'node:path';
import { type GeneratedFile, GitSync, type SyncRequest, type SyncResult } from '@amplication/git-sync';
import type { Generations } from './fixture';

export const BASE = 'main';
export const WORK = 'amplication-orders';
export const ROOT = 'services/orders';

export interface Target {
  uuid: string;
  url: string;
  authorization: string;
}

/** An engine with a cache of its own in `folder`: a new folder is a cold cache. */
export function makeEngine(folder: string, git?: string): GitSync {
  return new GitSync({
    cacheDirectory: join(folder, 'cache'),
    workDirectory: join(folder, 'work'),
    cacheLimitBytes: 1024 ** 3,
    log: { debug: () => undefined, warn: (details, message) => console.warn(message, details) },
    ...(git === undefined ? {} : { git }),
  });
}

/** Brings a generation into the target with an open pull request. */
export function sync(
  engine: GitSync,
  target: Target,
  generations: Generations,
  files: ReadonlyMap<string, GeneratedFile>,
): Promise<SyncResult> {
  const request: SyncRequest = {
    repository: target,
    locate: () => Promise.resolve(target.url),
    confirmTips: () => Promise.resolve(true),
    startRepository: () => Promise.reject(new Error('The repository of the measurement is not empty.')),
    authorization: () => Promise.resolve(target.authorization),
    resourceId: 'bench',
    resourceName: 'Orders',
    generatorVersion: '1.0.0',
    baseBranch: BASE,
    workBranch: WORK,
    rootDirectory: ROOT,
    files,
    blobs: generations,
    generatedAs: () => Promise.resolve(null),
    pullRequest: { state: 'open' },
    lookUpPullRequest: () => Promise.resolve({ state: 'open' }),
    strategy: 'keep-yours',
    commit: {
      title: 'Build',
      body: '',
      author: { name: 'Amplication', email: 'bot@example.com' },
      date: new Date('2026-11-24T10:00:00Z'),
      buildId: 'bench',
    },
    beforePush: () => Promise.resolve(),
    assertHeld: () => Promise.resolve(),
    signal: new AbortController().signal,
  };
  return engine.run(request);
}
