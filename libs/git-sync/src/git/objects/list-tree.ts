import { DomainError } from '@amplication/contracts';
import type { Tree, TreeEntry } from '../../plan/tree/tree';
import type { GitContext } from '../process/git-process';
import { runGit } from '../process/run-git';

/**
 * Every file of a commit, parsed as it streams in. Asks for no sizes: that would touch the blobs, which are not here.
 * `paths` narrows the answer to these exact paths.
 */
export async function listTree(
  context: GitContext,
  commit: string,
  paths?: readonly string[],
): Promise<Tree> {
  const tree = new Map<string, TreeEntry>();
  let rest = '';
  const decoder = new TextDecoder();
  const { exitCode, stderr } = await runGit(
    { ...context },
    ['--literal-pathspecs', 'ls-tree', '-r', '-z', '--full-tree', commit, '--', ...(paths ?? [])],
    {
      onOutput(chunk) {
        const records = (rest + decoder.decode(chunk, { stream: true })).split('\0');
        rest = records.pop() ?? '';
        for (const record of records) addRecord(tree, record);
      },
    },
  );
  if (exitCode !== 0) {
    throw new DomainError('GIT_FAILED', {
      cause: new Error(stderr),
      params: { command: 'ls-tree' },
    });
  }
  return tree;
}

/** `<mode> SP <type> SP <object> TAB <path>`: mode has 6 characters, the object 40. */
function addRecord(tree: Map<string, TreeEntry>, record: string): void {
  const tab = record.indexOf('\t');
  tree.set(record.slice(tab + 1), { mode: record.slice(0, 6), blob: record.slice(tab - 40, tab) });
}
