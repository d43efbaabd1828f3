import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, startProcess } from '@amplication/testing';

const run = promisify(execFile);

/** What an edited service has shown of itself. */
export interface Shown {
  /** What its tests have said. */
  tests: string;
  /** The status and the body of each path that was asked. */
  answers: [status: number, body: unknown][];
}

/** Compiles a service as its developers do, runs the tests of its team, and asks it on a database of its own. */
export async function runAndBoot(
  files: ReadonlyMap<string, string>,
  modules: string,
  asked: readonly string[],
): Promise<Shown> {
  const cwd = await mkdtemp(join(tmpdir(), 'edited-service-'));
  const database = await createTestDatabase();
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await writeFile(join(cwd, path), text);
    }
    await symlink(modules, join(cwd, 'node_modules'));
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      AUTH_SHARED_KEY: 'k3y-of-the-tests-0123456789-abcdef',
      HOST: '127.0.0.1',
      PORT: '0',
    };
    const node = async (...args: string[]) => (await run(process.execPath, args, { cwd, env })).stdout;
    await node('node_modules/typescript/bin/tsc');
    // The team's and, of the generator's, those of the same names: one runner makes the databases for both.
    const ownTests = [...files.keys()].filter((path) => /^test\/[^/]+\.test\.ts$/.test(path));
    const tests = await node(
      translated('test/generated/support/run.ts'),
      ...ownTests.map((path) => basename(path, '.ts')),
    );
    await node(translated('src/generated/commands/migrate.ts'));
    const service = await startProcess({
      command: process.execPath,
      args: [translated('src/main.ts')],
      cwd,
      env,
      until: (line) => /Listening on (http:[^\s,"]+)/.exec(line)?.[1],
    });
    try {
      const answers: Shown['answers'] = [];
      for (const path of asked) {
        const answer = await fetch(service.found + path);
        answers.push([answer.status, await answer.json()]);
      }
      return { tests, answers };
    } finally {
      await service.stop();
    }
  } finally {
    await database.drop();
    await rm(cwd, { recursive: true, force: true });
  }
}

const translated = (path: string) => join('dist-test', path.replace(/\.ts$/, '.js'));
