import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SetupError } from '../setup-error';
import type { PostgresBinaries } from './binaries';
import type { SystemUser } from './system-user';

/** The superuser of the embedded server. It listens on loopback only. */
export const SUPERUSER = { name: 'postgres', password: 'postgres' };
const MAJOR_VERSION = '18';

/** Makes the database's files where there are none. A first try that was cut off leaves nothing half-made behind. */
export function initialiseData(folder: string, binaries: PostgresBinaries, user: SystemUser | null): void {
  const versionFile = join(folder, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === MAJOR_VERSION) return;
    throw new SetupError(
      `The data in ${folder} are those of PostgreSQL ${version}, and this is ${MAJOR_VERSION}. Start over with: npm start -- --reset`,
    );
  }
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (user) chownSync(unfinished, user.uid, user.gid);
  runInitdb(unfinished, binaries, user);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

function runInitdb(folder: string, { initdb }: PostgresBinaries, user: SystemUser | null): void {
  const secrets = mkdtempSync(join(tmpdir(), 'amplication-initdb-'));
  const passwordFile = join(secrets, 'password');
  try {
    writeFileSync(passwordFile, `${SUPERUSER.password}\n`, { mode: 0o600 });
    if (user) for (const path of [secrets, passwordFile]) chownSync(path, user.uid, user.gid);
    execFileSync(
      initdb,
      [
        `--pgdata=${folder}`,
        `--username=${SUPERUSER.name}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { stdio: 'pipe', cwd: folder, ...(user ?? {}) },
    );
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
}
