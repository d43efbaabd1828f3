import { randomUUID } from 'node:crypto';
import { git } from './run-git';

/** One file to write. */
export interface FileChange {
  mode: '100644' | '100755' | '120000';
  content: Buffer;
}

export interface NewCommit {
  branch: string;
  /** Full hash of the parent, or null for a root commit. */
  parent: string | null;
  message: string;
  /** `Name <mail>`. */
  author: string;
  /** Author and committer date, seconds since 1970. */
  seconds: number;
  /** Path to new content; null removes. */
  changes: ReadonlyMap<string, FileChange | null>;
  /** What the branch must point at: null = must not exist; undefined = the same as `parent`. */
  expected?: string | null;
}

/** Whether a path may stand in a tree. */
export function isSafePath(path: string): boolean {
  return (
    path !== '' &&
    !path.includes('\0') &&
    path
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
  );
}

function quote(path: string): string {
  return `"${path.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}

function section(text: string | Buffer): Buffer {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

/** Writes one commit and moves the branch to it, if the branch is still where it should be. */
export async function writeCommit(directory: string, commit: NewCommit): Promise<string> {
  const scratch = `refs/emulator/${randomUUID()}`;
  const who = `${commit.author} ${Math.floor(commit.seconds)} +0000`;
  const parts: Buffer[] = [
    Buffer.from(`commit ${scratch}\nauthor ${who}\ncommitter ${who}\n`),
    section(commit.message),
  ];
  if (commit.parent) parts.push(Buffer.from(`from ${commit.parent}\n`));
  for (const [path, change] of commit.changes) {
    if (!isSafePath(path)) throw new Error(`path refused: ${path}`);
    if (change) {
      parts.push(Buffer.from(`M ${change.mode} inline ${quote(path)}\n`), section(change.content));
    } else {
      parts.push(Buffer.from(`D ${quote(path)}\n`));
    }
  }
  await git(directory, ['fast-import', '--quiet', '--date-format=raw'], { input: Buffer.concat(parts) });
  const hash = (await git(directory, ['rev-parse', scratch])).trim();
  const expected = commit.expected === undefined ? commit.parent : commit.expected;
  try {
    await git(directory, ['update-ref', `refs/heads/${commit.branch}`, hash, expected ?? '0'.repeat(40)]);
  } finally {
    await git(directory, ['update-ref', '-d', scratch]);
  }
  return hash;
}
