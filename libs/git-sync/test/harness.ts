import { jest } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobId } from '../src/git/objects/blob-id';
import type { FileMarks, GitSyncOptions, PushStep, SyncRequest, SyncResult } from '../src/index';
import { GitSync } from '../src/index';
import { GitServer } from './git-server';
import { type Files, RemoteRepository } from './remote-repository';

// Real git processes on a machine that does other work as well.
jest.setTimeout(60_000);

export const RESOURCE = '7d2f0f7e-0f6b-4f5e-9c57-0c1d7a0b4a11';
export const WORK = 'amplication-orders';

export type Generation = Record<string, string | Buffer | (FileMarks & { mode?: '100755'; content: string })>;

/** A server, one repository and an engine, with folders of their own. */
export class Harness {
  readonly blobs = new Map<string, Buffer>();
  readonly steps: PushStep[] = [];
  private builds = 0;

  private constructor(
    readonly root: string,
    readonly server: GitServer,
    readonly remote: RemoteRepository,
    readonly engine: GitSync,
    readonly options: GitSyncOptions,
  ) {}

  static async start(options: { partialClone?: boolean; empty?: boolean } = {}): Promise<Harness> {
    const root = mkdtempSync(join(tmpdir(), 'git-sync-'));
    const server = await GitServer.start(root);
    const remote = RemoteRepository.create(root, 'shop', { partialClone: options.partialClone ?? true });
    if (options.empty !== true) remote.commit('main', { 'README.md': '# Shop\n', 'docs/a.txt': 'a\n' });
    const engineOptions: GitSyncOptions = {
      cacheDirectory: join(root, 'cache'),
      workDirectory: join(root, 'work'),
      cacheLimitBytes: 100 * 1024 * 1024,
      log: { debug: () => undefined, warn: () => undefined },
    };
    return new Harness(root, server, remote, new GitSync(engineOptions), engineOptions);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  /** Another engine on the same folders, as another process would have. */
  newEngine(options: Partial<GitSyncOptions> = {}): GitSync {
    return new GitSync({ ...this.options, ...options });
  }

  store(content: string | Buffer): string {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const id = blobId(bytes);
    this.blobs.set(id, bytes);
    return id;
  }

  request(generation: Generation, overrides: Partial<SyncRequest> = {}): SyncRequest {
    this.builds += 1;
    const buildId = `build-${this.builds}`;
    const files = new Map(
      Object.entries(generation).map(([path, file]) => {
        const isPlain = typeof file === 'string' || Buffer.isBuffer(file);
        const { content, mode = '100644' as const, ...marks } = isPlain ? { content: file } : file;
        return [path, { mode, blob: this.store(content), ...marks }];
      }),
    );
    return {
      repository: { uuid: '{11111111-2222-3333-4444-555555555555}', url: this.server.url('shop') },
      locate: () => Promise.resolve(this.server.url('shop')),
      confirmTips: () => Promise.resolve(true),
      startRepository: (files) => {
        this.remote.commit('main', Object.fromEntries(files));
        return Promise.resolve();
      },
      authorization: () => Promise.resolve(basic('good-token')),
      resourceId: RESOURCE,
      resourceName: 'Orders',
      generatorVersion: '1.0.0',
      baseBranch: 'main',
      workBranch: WORK,
      rootDirectory: '',
      files,
      blobs: {
        read: (blob) => Promise.resolve(this.blobs.get(blob) ?? null),
        keep: (bytes) => Promise.resolve(this.store(bytes)),
      },
      generatedAs: () => Promise.resolve(null),
      pullRequest: { state: 'none' },
      lookUpPullRequest: () => Promise.resolve(overrides.pullRequest ?? { state: 'none' }),
      strategy: 'keep-yours',
      commit: {
        title: `Build ${this.builds}`,
        body: '',
        author: { name: 'Amplication', email: 'bot@example.com' },
        date: new Date(1_800_000_000_000 + this.builds * 1000),
        buildId,
      },
      beforePush: (step) => {
        this.steps.push(step);
        return Promise.resolve();
      },
      assertHeld: () => Promise.resolve(),
      signal: new AbortController().signal,
      ...overrides,
    };
  }

  run(generation: Generation, overrides: Partial<SyncRequest> = {}): Promise<SyncResult> {
    return this.engine.run(this.request(generation, overrides));
  }

  userCommit(branch: string, files: Files, message?: string): string {
    return this.remote.commit(branch, files, { message });
  }
}

export function basic(token: string): string {
  return `Basic ${Buffer.from(`x-token-auth:${token}`).toString('base64')}`;
}

export const statusOf = (result: SyncResult, path: string): string | undefined =>
  result.report.entries.find((entry) => entry.path === path)?.status;
