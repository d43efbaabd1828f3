import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createOwnDatabase } from '../platform/postgres/database';
import { startThrowAwayPostgres } from '../platform/postgres/throw-away-postgres';
import { Cleanup } from '../platform/process/cleanup';
import { ManagedProcess } from '../platform/process/managed-process';
import { REPOSITORY_ROOT } from '../platform/paths';

export interface Answer {
  status: number;
  body: unknown;
}

const run = promisify(execFile);

/** The code of a delivered branch, built and running on a database of its own, as a developer would run it. */
export class DeliveredService {
  private constructor(
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly url: string,
    private readonly cleanup: Cleanup,
  ) {}

  /**
   * Builds the service in `folder`, a clone, and starts it on a PostgreSQL of its own. Its packages are those of this
   * repository, which has the same versions, so that nothing is downloaded.
   */
  static async start(folder: string): Promise<DeliveredService> {
    await symlink(join(REPOSITORY_ROOT, 'node_modules'), join(folder, 'node_modules'));
    const cleanup = new Cleanup();
    try {
      const env = {
        ...process.env,
        DATABASE_URL: await ownDatabase(cleanup),
        AUTH_SHARED_KEY: randomBytes(32).toString('hex'),
        PORT: '0',
      };
      await run('npm', ['run', 'build'], { cwd: folder, env });
      await run('npm', ['run', 'migrate'], { cwd: folder, env });
      const { url, process: running } = await listening(folder, env);
      cleanup.add(() => running.stop());
      return new DeliveredService(folder, env, url, cleanup);
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** A token as its developers get one. */
  async token(role: string): Promise<string> {
    const args = ['run', '--silent', 'token', '--', '--role', role];
    return (await run('npm', args, { cwd: this.folder, env: this.env })).stdout.trim();
  }

  async request(method: string, path: string, token?: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}/api/${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  stop(): Promise<void> {
    return this.cleanup.run();
  }
}

/** The database of a PostgreSQL that goes with the service. */
async function ownDatabase(cleanup: Cleanup): Promise<string> {
  const postgres = await startThrowAwayPostgres();
  cleanup.add(postgres.stop);
  return (await createOwnDatabase(postgres.adminUrl, 'delivered')).url;
}

/** Starts the service and waits until it says where it listens. */
async function listening(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{ url: string; process: ManagedProcess }> {
  let heard: (url: string) => void = () => undefined;
  const url = new Promise<string>((resolve) => (heard = resolve));
  const started = ManagedProcess.start({
    command: process.execPath,
    args: ['dist/main.js'],
    env,
    cwd: folder,
    logFile: join(folder, 'service.log'),
    onLine: (line) => {
      const found = /Listening on (http:\/\/[^\s,"]+)/.exec(line)?.[1];
      if (found !== undefined) heard(found.replace('[::1]', 'localhost').replace('[::]', 'localhost'));
    },
  });
  const ended = started.ended.then((how) => {
    throw new Error(`The service ended with ${how} before it listened.`);
  });
  return { url: await Promise.race([url, ended]), process: started };
}
