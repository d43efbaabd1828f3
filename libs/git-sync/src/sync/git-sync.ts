import { DomainError } from '@amplication/contracts';
import { RepositoryCache } from '../cache/repository-cache';
import { ObjectReader } from '../git/objects/object-reader';
import {
  createPrivateRepository,
  removePrivateRepository,
  sweepPrivateRepositories,
} from '../git/objects/private-repository';
import { assertGitVersion } from '../git/process/version';
import { assertBranchName } from '../git/remote/branch-name';
import { RemoteFailure } from '../git/remote/failure';
import { Remote } from '../git/remote/remote';
import { assertWritable } from '../plan/plan';
import { assertSafePath } from '../plan/tree/paths';
import type { GitSyncOptions, SyncRequest, SyncResult } from '../types';
import { CacheDamaged, type Finished, Rounds } from './rounds';

const DEFAULT_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Brings a generation of files into a branch of a remote repository next to what people wrote there, without losing a
 * line of theirs. Made once in a process; runs of different repositories may overlap.
 */
export class GitSync {
  private readonly cache: RepositoryCache;
  private ready: Promise<void> | null = null;

  constructor(private readonly options: GitSyncOptions) {
    this.cache = new RepositoryCache(options.cacheDirectory, options.cacheLimitBytes, options.log);
  }

  /**
   * Plans on what the remote holds now, and pushes one commit if anything is to change. Safe to call again for the
   * same build after a kill at any moment, with what `beforePush` recorded as `pushing`.
   * Rejects with a `DomainError`, with the signal's reason, or with whatever a function of the request threw.
   */
  async run(request: SyncRequest): Promise<SyncResult> {
    assertRequest(request);
    await this.prepare();
    try {
      return await this.attempt(request, true);
    } catch (error) {
      request.signal.throwIfAborted();
      throw error instanceof RemoteFailure ? error.failure.error : error;
    }
  }

  /** One build in a repository of its own; once more without the cache if what it lent cannot be read. */
  private async attempt(request: SyncRequest, mayBorrow: boolean): Promise<SyncResult> {
    const directory = await createPrivateRepository(this.options.workDirectory);
    const { uuid } = request.repository;
    // Once a commit was sent, only a new run that knows of it may check whether it landed.
    let mayRestart = false;
    const beforePush: SyncRequest['beforePush'] = (step) => {
      mayRestart = false;
      return request.beforePush(step);
    };
    try {
      const lent = mayBorrow ? await this.cache.lend(uuid, directory) : null;
      mayRestart = lent !== null;
      const { result, branches } = await this.build({ ...request, beforePush }, directory, lent);
      await this.cache.publish(uuid, directory, branches);
      return result;
    } catch (error) {
      if (!mayRestart || request.signal.aborted || !looksDamaged(error)) throw error;
      this.options.log.warn(
        { repositoryUuid: uuid, error: String(error), detail: detailOf(error) },
        'git cache: damaged, starting over',
      );
      await this.cache.discard(uuid);
    } finally {
      await removePrivateRepository(directory);
    }
    return this.attempt(request, false);
  }

  private async build(
    request: SyncRequest,
    directory: string,
    borrowed: Awaited<ReturnType<RepositoryCache['lend']>>,
  ): Promise<Finished> {
    const { git = 'git', log, explainFailure } = this.options;
    const timeoutMs = request.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const context = { git, directory, signal: request.signal, timeoutMs };
    const remote = new Remote(context, {
      url: request.repository.url,
      authorization: (options) => request.authorization(options),
      explain: explainFailure,
    });
    const reader = new ObjectReader(context);
    try {
      return await new Rounds({ request, context, remote, reader, borrowed, log }).run();
    } finally {
      reader.close();
    }
  }

  /**
   * Checks git's version and removes the folders of builds whose process was killed. `run` does it the first time;
   * call it at start to find out early. Rejects with `GIT_FAILED`, whose message says what is wrong.
   */
  prepare(): Promise<void> {
    this.ready ??= Promise.all([
      assertGitVersion(this.options.git ?? 'git'),
      sweepPrivateRepositories(this.options.workDirectory),
    ]).then(
      () => undefined,
      (error: unknown) => {
        this.ready = null;
        throw error;
      },
    );
    return this.ready;
  }
}

function assertRequest({
  baseBranch,
  workBranch,
  rootDirectory,
  previousRootDirectory,
  files,
}: SyncRequest): void {
  assertBranchName(baseBranch);
  assertBranchName(workBranch);
  if (baseBranch === workBranch) {
    throw new DomainError('VALIDATION_FAILED', 'The work branch and the base branch are the same.');
  }
  if (previousRootDirectory !== undefined && previousRootDirectory !== '')
    assertSafePath(previousRootDirectory);
  assertWritable(rootDirectory, files);
}

function looksDamaged(error: unknown): boolean {
  if (error instanceof CacheDamaged) return true;
  if (error instanceof RemoteFailure) {
    return error.failure.kind === 'damaged' || error.failure.error.code === 'GIT_FAILED';
  }
  return error instanceof DomainError && error.code === 'GIT_FAILED';
}

/** What git wrote; it never writes what it was given by environment, credentials least of all. */
function detailOf(error: unknown): string {
  if (error instanceof RemoteFailure) return error.failure.stderr;
  return error instanceof DomainError && error.cause instanceof Error ? error.cause.message : '';
}
