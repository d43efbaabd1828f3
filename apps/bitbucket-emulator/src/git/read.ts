import { git, tryGit } from './run-git';

export interface CommitRecord {
  hash: string;
  parents: string[];
  author: string;
  authorEmail: string;
  date: string;
  committer: string;
  committerEmail: string;
  message: string;
}

export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  hash: string;
  size: number | null;
  path: string;
}

const FORMAT = '%H%x1f%P%x1f%an <%ae>%x1f%ae%x1f%aI%x1f%cn <%ce>%x1f%ce%x1f%B%x1e';

function parseCommits(text: string): CommitRecord[] {
  return text
    .split('\x1e')
    .map((record) => record.replace(/^\n/, ''))
    .filter((record) => record !== '')
    .map((record) => {
      const [hash, parents, author, authorEmail, date, committer, committerEmail, ...message] =
        record.split('\x1f');
      return {
        hash: hash ?? '',
        parents: (parents ?? '').split(' ').filter(Boolean),
        author: author ?? '',
        authorEmail: authorEmail ?? '',
        date: date ?? '',
        committer: committer ?? '',
        committerEmail: committerEmail ?? '',
        message: message.join('\x1f'),
      };
    });
}

/** Branch heads: name to full hash. */
export async function readHeads(directory: string): Promise<Record<string, string>> {
  const text = await git(directory, [
    'for-each-ref',
    '--format=%(refname:lstrip=2) %(objectname)',
    'refs/heads',
  ]);
  const heads: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const at = line.lastIndexOf(' ');
    if (at > 0) heads[line.slice(0, at)] = line.slice(at + 1);
  }
  return heads;
}

/** Full hash of a commit named by a (possibly short) hash, a branch or a tag; null if there is none. */
export async function resolveCommit(directory: string, name: string): Promise<string | null> {
  if (name === '' || name.startsWith('-')) return null;
  const candidates = /^[0-9a-f]{4,40}$/.test(name)
    ? [`refs/heads/${name}`, name]
    : [`refs/heads/${name}`, `refs/tags/${name}`];
  for (const candidate of candidates) {
    const { code, stdout } = await tryGit(directory, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${candidate}^{commit}`,
    ]);
    if (code === 0) return stdout.toString().trim();
  }
  return null;
}

/** Commits reachable from `include` and not from `exclude`, newest first. */
export async function readLog(
  directory: string,
  range: { include: string[]; exclude?: string[]; path?: string | undefined; skip?: number; limit?: number },
): Promise<CommitRecord[]> {
  if (range.include.length === 0) return [];
  const args = ['log', '--date-order', `--format=${FORMAT}`, `--skip=${range.skip ?? 0}`];
  if (range.limit !== undefined) args.push(`--max-count=${range.limit}`);
  args.push(...range.include, ...(range.exclude ?? []).map((name) => `^${name}`), '--');
  if (range.path) args.push(range.path);
  return parseCommits(await git(directory, args));
}

/** One commit by its full hash. */
export async function readCommit(directory: string, hash: string): Promise<CommitRecord> {
  const [commit] = await readLog(directory, { include: [hash], limit: 1 });
  if (!commit) throw new Error(`commit ${hash} is not there`);
  return commit;
}

/** The entries of a tree below `path` (without a trailing slash; '' is the root). */
export async function readTree(
  directory: string,
  hash: string,
  path: string,
  recursive = false,
): Promise<TreeEntry[]> {
  const flags = recursive ? ['-r', '-t'] : [];
  const text = await git(directory, [
    'ls-tree',
    '-z',
    '-l',
    ...flags,
    hash,
    '--',
    ...(path ? [`${path}/`] : []),
  ]);
  return text
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [meta, name] = [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)];
      const [mode, type, object, size] = meta.split(/ +/);
      return {
        mode: mode ?? '',
        type: type as TreeEntry['type'],
        hash: object ?? '',
        size: size === '-' || size === undefined ? null : Number(size),
        path: name,
      };
    });
}

/** The one entry at `path`, or null. */
export async function readEntry(directory: string, hash: string, path: string): Promise<TreeEntry | null> {
  const text = await git(directory, ['ls-tree', '-z', '-l', hash, '--', path]);
  const line = text.split('\0').find(Boolean);
  if (!line) return null;
  const [mode, type, object, size] = line.slice(0, line.indexOf('\t')).split(/ +/);
  return {
    mode: mode ?? '',
    type: type as TreeEntry['type'],
    hash: object ?? '',
    size: size === '-' || size === undefined ? null : Number(size),
    path: line.slice(line.indexOf('\t') + 1),
  };
}

export async function readBlob(directory: string, hash: string): Promise<Buffer> {
  const { code, stdout, stderr } = await tryGit(directory, ['cat-file', 'blob', hash]);
  if (code !== 0) throw new Error(`blob ${hash}: ${stderr}`);
  return stdout;
}

/** Best common ancestor, or null for unrelated histories. */
export async function mergeBase(directory: string, left: string, right: string): Promise<string | null> {
  const { code, stdout } = await tryGit(directory, ['merge-base', left, right]);
  return code === 0 ? stdout.toString().trim() : null;
}

export async function isAncestor(directory: string, ancestor: string, of: string): Promise<boolean> {
  return (await tryGit(directory, ['merge-base', '--is-ancestor', ancestor, of])).code === 0;
}
