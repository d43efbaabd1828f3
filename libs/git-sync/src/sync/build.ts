import type { Borrowed } from '../cache/repository-cache';
import { type CommitObject, parseCommit } from '../git/objects/commit-object';
import type { ObjectReader } from '../git/objects/object-reader';
import type { GitContext } from '../git/process/git-process';
import type { Remote } from '../git/remote/remote';
import { DomainError } from '@amplication/contracts';
import type { GitSyncLog, SyncRequest } from '../types';

/** One running build: its request, and its own repository with what it takes to use it. */
export interface Build {
  request: SyncRequest;
  context: GitContext;
  remote: Remote;
  reader: ObjectReader;
  borrowed: Borrowed | null;
  log: GitSyncLog;
}

const MAX_COMMIT_BYTES = 1024 * 1024;

/** Reads a commit that was fetched or made in this build. */
export async function readCommit({ reader }: Build, id: string): Promise<CommitObject> {
  const object = await reader.read(id, MAX_COMMIT_BYTES);
  if (object?.type !== 'commit' || object.bytes === null) {
    throw new DomainError('GIT_FAILED', 'A commit that was fetched cannot be read.', {
      params: { commit: id },
    });
  }
  return parseCommit(object.bytes);
}
