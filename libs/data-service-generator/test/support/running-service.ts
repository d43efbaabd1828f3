import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, startProcess } from '@amplication/testing';
import pg from 'pg';
import ts from 'typescript';
import type { GeneratedFile } from '../../src/render/generated-file';

const run = promisify(execFile);

export interface Answer {
  status: number;
  body: unknown;
}

export interface RunningService {
  root: string;
  /** Sends a request; a body that is a text goes as it is. */
  send(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Runs SQL on its database, as another program would. */
  query(sql: string): Promise<void>;
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Writes a service, translates it without looking at types, and links the modules of another one. */
export async function writeTranslated(files: readonly GeneratedFile[], modules: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'generated-service-'));
  for (const { path, content } of files) {
    const [at, text] = path.endsWith('.ts')
      ? [translatedPath(path), translated(path, content)]
      : [path, content];
    await mkdir(dirname(join(root, at)), { recursive: true });
    await writeFile(join(root, at), text);
  }
  await symlink(modules, join(root, 'node_modules'));
  return root;
}

const translatedPath = (path: string) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');

function translated(path: string, content: string): string {
  return ts.transpileModule(content, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      useDefineForClassFields: false,
    },
  }).outputText;
}

/** Runs tests that the service brings, all in one process; rejects with their output when one fails. */
export async function runOwnTests(root: string, folder = ''): Promise<void> {
  const dist = join(root, 'dist');
  const tests = (await readdir(dist, { recursive: true })).filter(
    (path) => path.endsWith('.test.js') && path.startsWith(folder),
  );
  const script = tests.map((path) => `require(${JSON.stringify(join(dist, path))});`).join('\n');
  await writeFile(join(root, 'own-tests.js'), script);
  await runIn(root, process.execPath, ['own-tests.js']);
}

/** Migrates a database of its own and starts the service on it. */
export async function startService(root: string): Promise<RunningService> {
  const database = await createTestDatabase();
  const env = { DATABASE_URL: database.url, PORT: '0' };
  await runIn(root, process.execPath, ['dist/migrate.js'], env);
  const service = await startProcess({
    command: process.execPath,
    args: ['dist/main.js'],
    cwd: root,
    env,
    until: (line) => /Listening on (http:\S+),/.exec(line)?.[1]?.replace('[::1]', 'localhost'),
  });
  return {
    root,
    send: (method, path, body) => send(service.found, method, path, body),
    query: (sql) => runSql(database.url, sql),
    log: service.output,
    async stop() {
      await service.stop();
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function runSql(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function send(origin: string, method: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

export async function runIn(cwd: string, command: string, args: string[], env: Record<string, string> = {}) {
  try {
    return (await run(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    const failures = output.split('\n').filter((line) => /not ok|error:|Error/.test(line));
    throw new Error(`${command} ${args.join(' ')} failed:\n${failures.join('\n')}\n${String(error)}`, {
      cause: error,
    });
  }
}
