import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManagedProcess } from '../process/managed-process';
import { waitUntilReady } from '../process/wait-until';
import { findBinaries } from './binaries';
import { postgresDataFolder } from './data-folder';
import { withClient } from './database';
import { initialiseData, SUPERUSER } from './initialise';
import { removeStaleLock } from './stale-lock';
import { postgresUser } from './system-user';

export interface PostgresOptions {
  port: number;
  dataDir: string;
  logDir: string;
  reset: boolean;
  /** The data are thrown away afterwards: nothing needs to reach the disk. */
  throwAway: boolean;
  report: (line: string) => void;
  signal?: AbortSignal | undefined;
}

export interface RunningPostgres {
  /** URL of the superuser on the database `postgres`. */
  adminUrl: string;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL on 127.0.0.1 and waits until it answers. Finds the data of an earlier start again. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { port, dataDir, logDir, report, throwAway, signal } = options;
  const user = postgresUser(report);
  const folder = postgresDataFolder(dataDir, user);
  if (!throwAway && !folder.startsWith(dataDir)) {
    report(`PostgreSQL keeps its data in ${folder}: the system user "postgres" may not enter ${dataDir}`);
  }
  const binaries = findBinaries(user, report);
  removeStaleLock(folder);
  if (options.reset) rmSync(folder, { recursive: true, force: true });
  initialiseData(folder, binaries, user);

  const server = ManagedProcess.start({
    command: binaries.postgres,
    args: ['-D', folder, '-p', String(port), ...settings(throwAway)],
    env: { PATH: process.env.PATH, LANG: 'C', LC_ALL: 'C' },
    cwd: tmpdir(),
    logFile: join(logDir, 'postgres.log'),
    // "Fast shutdown": ends sessions instead of waiting for them.
    stopSignal: 'SIGINT',
    ...(user ?? {}),
  });
  const stop = async () => {
    await server.stop();
    if (throwAway) rmSync(folder, { recursive: true, force: true });
  };
  const adminUrl = `postgresql://${SUPERUSER.name}:${SUPERUSER.password}@127.0.0.1:${port}/postgres`;
  try {
    const answers = () => withClient(adminUrl, (client) => client.query('select 1'));
    await waitUntilReady('PostgreSQL', server, answers, { signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl, stop };
}

function settings(throwAway: boolean): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    ...(throwAway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
