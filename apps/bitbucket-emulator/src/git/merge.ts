import type { MergeStrategy } from '../state/model';
import { git, tryGit } from './run-git';
import { isAncestor } from './read';

export interface MergeRequest {
  strategy: MergeStrategy;
  destinationBranch: string;
  destination: string;
  source: string;
  message: string;
  /** `Name <mail>` of the user who merges. */
  committer: string;
  seconds: number;
}

export type MergeOutcome =
  | { merged: true; commit: string }
  | { merged: false; reason: 'conflict' | 'not-fast-forward' | 'moved'; text: string };

function identity(committer: string, seconds: number): Record<string, string> {
  const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(committer) ?? [];
  const date = `${Math.floor(seconds)} +0000`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

/** Merges in a bare repository, without a checkout, and moves the destination if nobody else did. */
export async function merge(directory: string, request: MergeRequest): Promise<MergeOutcome> {
  const { destination, source, strategy } = request;
  let commit = source;
  if (strategy === 'fast_forward') {
    if (!(await isAncestor(directory, destination, source))) {
      return {
        merged: false,
        reason: 'not-fast-forward',
        text: 'The source branch is not ahead of the destination branch: a fast-forward merge is not possible.',
      };
    }
  } else {
    const tree = await tryGit(directory, [
      'merge-tree',
      '--write-tree',
      '--no-messages',
      destination,
      source,
    ]);
    if (tree.code !== 0) {
      return {
        merged: false,
        reason: 'conflict',
        text: 'You can’t merge until you resolve all merge conflicts.',
      };
    }
    const parents = strategy === 'squash' ? [destination] : [destination, source];
    const treeHash = tree.stdout.toString().split('\n')[0] ?? '';
    const args = ['commit-tree', treeHash, ...parents.flatMap((parent) => ['-p', parent])];
    const env = identity(request.committer, request.seconds);
    commit = (await git(directory, args, { input: request.message, env })).trim();
  }
  const ref = `refs/heads/${request.destinationBranch}`;
  const { code } = await tryGit(directory, ['update-ref', ref, commit, destination]);
  if (code !== 0) return { merged: false, reason: 'moved', text: 'The destination branch has moved.' };
  return { merged: true, commit };
}
