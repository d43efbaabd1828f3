import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../setup-error';

/**
 * PostgreSQL leaves `postmaster.pid` behind when it is killed, and refuses to start while any process has that id.
 * Removes the file unless that process is a PostgreSQL.
 */
export function removeStaleLock(folder: string): void {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (commandOf(pid).includes('postgres')) {
    throw new SetupError(
      `A PostgreSQL (process ${pid}) already runs on ${folder}. Stop the other start of the platform first.`,
    );
  }
  rmSync(file);
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { stdio: 'pipe' }).toString();
  } catch {
    // `ps` fails for a process that does not exist; without `ps` PostgreSQL itself judges the file.
    return '';
  }
}
