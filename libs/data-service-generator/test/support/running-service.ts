import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase, startProcess } from '@amplication/testing';
import pg from 'pg';
import { signToken, type TokenClaims } from '../../runtime/auth/tokens/sign-token.js';
import type { GeneratedFile } from '../../src/render/generated-file';
import { INSTALLED_MODULES } from './installed-modules';
import { transpiled } from './transpiled';

const run = promisify(execFile);

const SHARED_KEY = 'k3y-of-the-tests-0123456789-abcdef';

export interface Answer {
  status: number;
  body: unknown;
}

export interface AskedWith {
  /** A text goes as it is. */
  body?: unknown;
  /** One of an admin unless another is given; null sends none. */
  token?: string | null;
  headers?: Record<string, string>;
}

export interface RunningService {
  root: string;
  /** Sends a request as an admin; a body that is a text goes as it is. */
  send(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends a request as anybody, and tells the headers of the answer as well. */
  ask(method: string, path: string, asked?: AskedWith): Promise<Answer & { headers: Headers }>;
  /** Runs SQL on its database, as another program would. */
  query(sql: string): Promise<void>;
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/** A token that the service takes. */
export const tokenOf = (roles: readonly string[], more: Partial<TokenClaims> = {}): Promise<string> =>
  signToken(
    { AUTH_SHARED_KEY: SHARED_KEY },
    { roles, subject: 'somebody', tenant: undefined, hours: 1, ...more },
  );

/** Writes a service as it is, beside the modules that it needs. */
export async function writeSources(files: readonly GeneratedFile[]): Promise<string> {
  return await write(files.map(({ path, content }) => [path, content]));
}

/** Writes a service, translated without looking at types, beside the modules that it needs. */
export async function writeTranslated(files: readonly GeneratedFile[]): Promise<string> {
  return await write(
    files.map(({ path, content }) =>
      /^src\/.*\.ts$/.test(path) ? [translatedPath(path), transpiled(path, content)] : [path, content],
    ),
  );
}

async function write(files: readonly (readonly [path: string, content: string])[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'generated-service-'));
  for (const [path, content] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await symlink(INSTALLED_MODULES, join(root, 'node_modules'));
  return root;
}

const translatedPath = (path: string) => path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');

/** Migrates a database of its own and starts the service on it. */
export async function startService(root: string): Promise<RunningService> {
  const database = await createTestDatabase();
  await migrate(root, database.url);
  const service = await startProcess({
    command: process.execPath,
    args: ['dist/main.js'],
    cwd: root,
    env: {
      DATABASE_URL: database.url,
      AUTH_SHARED_KEY: SHARED_KEY,
      HOST: '127.0.0.1',
      PORT: '0',
      // These tests ask more in a minute than anybody may.
      RATE_LIMIT_PER_CALLER: '0',
      RATE_LIMIT_PER_ADDRESS: '0',
    },
    until: (line) => /Listening on (http:[^\s,"]+)/.exec(line)?.[1],
  });
  const admin = await tokenOf(['admin']);
  const ask: RunningService['ask'] = (method, path, { token = admin, ...rest } = {}) =>
    send(service.found, method, path, { token, ...rest });
  return {
    root,
    ask,
    async send(method, path, body) {
      const answer = await ask(method, path, { body });
      return { status: answer.status, body: answer.body };
    },
    query: (sql) => runSql(database.url, sql),
    log: service.output,
    async stop() {
      await service.stop();
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Runs the migrations of a service; what it says. */
export const migrate = (root: string, databaseUrl: string): Promise<string> =>
  runIn(root, process.execPath, ['dist/generated/commands/migrate.js'], { DATABASE_URL: databaseUrl });

async function runSql(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function send(origin: string, method: string, path: string, { token, body, headers }: AskedWith) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${String(token)}` }),
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : parsed(text),
    headers: response.headers,
  };
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}

export async function runIn(cwd: string, command: string, args: string[], env: Record<string, string> = {}) {
  try {
    return (await run(command, args, { cwd, env: { ...process.env, ...env }, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    const failures = output.split('\n').filter((line) => /not ok|error:|Error|error TS/.test(line));
    throw new Error(`${command} ${args.join(' ')} failed:\n${failures.join('\n')}\n${String(error)}`, {
      cause: error,
    });
  }
}
