import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'build-';
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
/** Folders of the builds that run in this process. */
const running = new Set<string>();

/**
 * A bare repository for one build. It is written file by file: `git init` would cost a process and copy templates.
 * It holds no remote: url, promisor settings and credentials exist only in the environment of fetch and push.
 */
export async function createPrivateRepository(workDirectory: string): Promise<string> {
  const name = `${PREFIX}${hostname()}-${process.pid}-${randomBytes(6).toString('hex')}`;
  const directory = join(workDirectory, name);
  running.add(name);
  await mkdir(join(directory, 'objects', 'pack'), { recursive: true });
  await Promise.all([
    mkdir(join(directory, 'refs')),
    mkdir(join(directory, 'merge')),
    writeFile(join(directory, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(directory, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n'),
  ]);
  return directory;
}

export async function removePrivateRepository(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  running.delete(directory.slice(directory.lastIndexOf('/') + 1));
}

/** Removes the folders of builds whose process was killed. */
export async function sweepPrivateRepositories(workDirectory: string): Promise<void> {
  await mkdir(workDirectory, { recursive: true });
  for (const name of await readdir(workDirectory)) {
    if (!name.startsWith(PREFIX) || running.has(name)) continue;
    const directory = join(workDirectory, name);
    if (await isAbandoned(name, directory)) await rm(directory, { recursive: true, force: true });
  }
}

async function isAbandoned(name: string, directory: string): Promise<boolean> {
  const [, host, pid] = /^build-(.+)-(\d+)-[0-9a-f]{12}$/.exec(name) ?? [];
  if (host === hostname() && pid !== undefined) {
    // A container's process has the same number after each start: not running here means left behind.
    return Number(pid) === process.pid || !isAlive(Number(pid));
  }
  const age = await stat(directory).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  return age > ABANDONED_AFTER_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The commit that a ref of the build's repository names, or null. Freshly fetched refs are always loose files. */
export async function readRef(directory: string, ref: string): Promise<string | null> {
  const text = await readFile(join(directory, ref), 'utf8').catch(() => null);
  return text === null ? null : text.trim();
}
