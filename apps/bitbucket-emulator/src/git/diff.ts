import { git } from './run-git';

export interface FileDifference {
  status: 'added' | 'removed' | 'modified' | 'renamed';
  oldPath: string | null;
  newPath: string | null;
  linesAdded: number;
  linesRemoved: number;
}

/** Hash of the tree without entries: what a root commit differs from. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** The text of `git diff from to`. */
export function readDiff(directory: string, from: string, to: string, paths: string[] = []): Promise<string> {
  return git(directory, ['diff', '--no-color', '--find-renames', from, to, '--', ...paths]);
}

function takeNumbers(text: string): Map<string, [number, number]> {
  const numbers = new Map<string, [number, number]>();
  const fields = text.split('\0');
  for (let index = 0; index < fields.length - 1; index += 1) {
    const [added, removed, path] = (fields[index] ?? '').split('\t');
    // A rename has an empty path here; old and new path follow as fields of their own.
    const key = path === '' ? (fields[(index += 2)] ?? '') : (path ?? '');
    numbers.set(key, [Number(added) || 0, Number(removed) || 0]);
  }
  return numbers;
}

/** Changed files with line counts, in the order of their paths. */
export async function readDiffstat(directory: string, from: string, to: string): Promise<FileDifference[]> {
  const base = ['diff', '-z', '--find-renames'];
  const numbers = takeNumbers(await git(directory, [...base, '--numstat', from, to]));
  const fields = (await git(directory, [...base, '--name-status', from, to])).split('\0');
  const files: FileDifference[] = [];
  for (let index = 0; index < fields.length - 1;) {
    const letter = (fields[index++] ?? '')[0];
    const first = fields[index++] ?? '';
    const second = letter === 'R' || letter === 'C' ? (fields[index++] ?? '') : first;
    const [linesAdded, linesRemoved] = numbers.get(second) ?? [0, 0];
    const status =
      letter === 'A' || letter === 'C'
        ? 'added'
        : letter === 'D'
          ? 'removed'
          : letter === 'R'
            ? 'renamed'
            : 'modified';
    files.push({
      status,
      oldPath: status === 'added' ? null : first,
      newPath: status === 'removed' ? null : second,
      linesAdded,
      linesRemoved,
    });
  }
  return files;
}
