import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { startEmulator, type RunningEmulator } from '../src/server';

export const CALLBACK = 'http://localhost:3001/bitbucket-auth-app/callback';
export const KEY = 'amplication-local';
export const SECRET = 'amplication-local-secret';

// Real git on a busy machine takes its time.
jest.setTimeout(60_000);

export type Json = Record<string, unknown>;

const run = promisify(execFile);

/** An emulator of the test's own, and a folder for its working copies. */
export class TestBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'emulator-test-'));
  running!: RunningEmulator;

  async start(): Promise<this> {
    this.running = await startEmulator({
      port: 0,
      dataDirectory: join(this.folder, 'data'),
      temporary: false,
      callbackUrl: CALLBACK,
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.running.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.running.url;
  }

  /** A call of the control API. */
  async control(method: string, path: string, body?: Json): Promise<Json> {
    const response = await fetch(`${this.url}/_emulator${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`control ${method} ${path}: ${response.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Json);
  }

  async reset(): Promise<void> {
    await this.control('POST', '/reset');
  }

  /** Tokens of a user without the browser part. */
  async tokens(user = 'alice', scopes?: string[]): Promise<{ access_token: string; refresh_token: string }> {
    const answer = await this.control('POST', '/tokens', { user, ...(scopes && { scopes }) });
    return answer as { access_token: string; refresh_token: string };
  }

  async client(user = 'alice', scopes?: string[]): Promise<RestClient> {
    return new RestClient(this.url, (await this.tokens(user, scopes)).access_token);
  }

  /** The token endpoint. */
  async token(
    form: Record<string, string>,
    credentials = `${KEY}:${SECRET}`,
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${this.url}/site/oauth2/access_token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: (await response.json()) as Json };
  }

  /** Presses a button of the authorise page; gives the address that the browser is sent to. */
  async decide(decision: 'grant' | 'deny', more: Record<string, string> = {}): Promise<URL> {
    const response = await fetch(`${this.url}/site/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        client_id: KEY,
        response_type: 'code',
        state: 'the-state',
        user: 'alice',
        decision,
        ...more,
      }),
    });
    return new URL(response.headers.get('location') ?? 'none:');
  }

  /** git in a folder of the bench, with an account of its own. */
  async git(directory: string, args: string[], env: Record<string, string> = {}): Promise<string> {
    const { stdout, stderr } = await run('git', args, {
      cwd: join(this.folder, directory),
      env: {
        PATH: process.env.PATH ?? '',
        HOME: this.folder,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Alice Liddell',
        GIT_AUTHOR_EMAIL: 'alice@example.com',
        GIT_COMMITTER_NAME: 'Alice Liddell',
        GIT_COMMITTER_EMAIL: 'alice@example.com',
        ...env,
      },
    });
    return stdout + stderr;
  }

  remote(token: string, fullName: string): string {
    return `${this.url.replace('http://', `http://x-token-auth:${token}@`)}/${fullName}.git`;
  }
}

export interface RestAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: Json;
}

/** REST with one user's token. */
export class RestClient {
  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  async send(method: string, path: string, body?: Json | FormData | URLSearchParams): Promise<RestAnswer> {
    const isForm = body instanceof FormData || body instanceof URLSearchParams;
    const response = await fetch(path.startsWith('http') ? path : `${this.url}/2.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Json) : {},
    };
  }

  get(path: string): Promise<RestAnswer> {
    return this.send('GET', path);
  }

  /** The values of all pages. */
  async all(path: string): Promise<Json[]> {
    const values: Json[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { body } = await this.get(next);
      values.push(...(body.values as Json[]));
      next = body.next as string | undefined;
    }
    return values;
  }
}

/** The value at a path such as `error.detail.required`. */
export function dig(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (inner === null || inner === undefined ? inner : (inner as Json)[key]),
      value,
    );
}

/** Waits until a condition holds. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the condition did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
