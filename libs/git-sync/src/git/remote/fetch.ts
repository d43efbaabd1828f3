import { readRef } from '../objects/private-repository';
import type { GitConfig } from '../process/environment';
import { optionalBranchPattern } from './branch-name';
import { RemoteFailure } from './failure';
import type { Remote } from './remote';

/**
 * Makes git ask for trees without file contents. Only fetch gets these settings: with them in the repository, any other
 * command would silently download what is missing. A server without filters sends everything, with a warning.
 */
const WITHOUT_BLOBS: GitConfig = [
  ['remote.origin.promisor', 'true'],
  ['remote.origin.partialCloneFilter', 'blob:none'],
];
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--recurse-submodules=no',
  '--no-auto-maintenance',
];

export interface Branches {
  base: string | null;
  work: string | null;
}

export interface FetchRequest {
  baseBranch: string;
  workBranch: string;
  round: number;
  /** Whether both branches are known from the cache or an earlier round: then only what is new is sent. */
  warm: boolean;
}

/**
 * Fetches the tips of exactly the two branches, in one go. Each round writes refs of its own, so nothing is ever
 * overwritten. A base branch that is missing is null: the repository may be empty.
 */
export async function fetchBranches(
  remote: Remote,
  directory: string,
  { baseBranch, workBranch, round, warm }: FetchRequest,
): Promise<Branches> {
  const to = `refs/round-${round}`;
  const refspecs = [
    `refs/heads/${baseBranch}:${to}/base`,
    // The star's match goes into the middle of a word, where it cannot turn `work` into a folder.
    `refs/heads/${optionalBranchPattern(workBranch)}:${to}/w*ork`,
  ];
  const depth = warm ? [] : ['--depth=1'];
  const result = await remote.run([...FETCH, ...depth, '--filter=blob:none', 'origin', ...refspecs], {
    config: WITHOUT_BLOBS,
  });
  if (!result.ok) {
    if (/couldn't find remote ref/i.test(result.failure.stderr)) return { base: null, work: null };
    throw new RemoteFailure(result.failure);
  }
  return {
    base: await readRef(directory, `${to}/base`),
    work: await readRef(directory, `${to}/work`),
  };
}

/** Whether the repository has no branch at all. Costs two requests; asked only when the base branch is missing. */
export async function isEmpty(remote: Remote): Promise<boolean> {
  const result = await remote.run(['ls-remote', '--quiet', '--heads', 'origin']);
  if (!result.ok) throw new RemoteFailure(result.failure);
  return result.output.stdout.length === 0;
}

/**
 * Fetches single blobs in one request. Without negotiation: otherwise the server leaves out what it believes to be
 * here already.
 */
export async function fetchBlobs(remote: Remote, ids: readonly string[]): Promise<'fetched' | 'unwilling'> {
  const result = await remote.run([...FETCH, '--filter=blob:none', '--stdin', 'origin'], {
    config: [...WITHOUT_BLOBS, ['fetch.negotiationAlgorithm', 'noop']],
    stdin: `${ids.join('\n')}\n`,
  });
  if (result.ok) return 'fetched';
  if (result.failure.kind === 'unwilling') return 'unwilling';
  throw new RemoteFailure(result.failure);
}

/** Fetches a branch's tip with all its contents: for servers that filter but hand out no single blobs. */
export async function fetchWholeTip(remote: Remote, branch: string): Promise<void> {
  const result = await remote.run([
    ...FETCH,
    '--depth=1',
    '--refetch',
    'origin',
    `refs/heads/${branch}:refs/whole/${Date.now()}`,
  ]);
  if (!result.ok) throw new RemoteFailure(result.failure);
}
