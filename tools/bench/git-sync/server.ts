import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Traffic {
  requests: number;
  bytesUp: number;
  bytesDown: number;
}

/** A Bitbucket emulator of the benchmark's own, with one empty repository per call of `repository`. */
export class BenchServer {
  private constructor(
    readonly url: string,
    readonly authorization: string,
    private readonly dataDirectory: string,
    private readonly end: () => Promise<void>,
  ) {}

  static async start(): Promise<BenchServer> {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'bench-emulator-'));
    const child = spawn(process.execPath, ['--import', 'tsx', 'apps/bitbucket-emulator/src/main.ts'], {
      env: { PATH: process.env.PATH, PORT: '0', EMULATOR_DATA_DIR: dataDirectory },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const end = async () => {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(dataDirectory, { recursive: true, force: true });
    };
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /^\{"listening":"([^"]+)"/.exec(line)?.[1];
      if (url === undefined) continue;
      const tokens = (await control(url, 'POST', 'tokens', { user: 'alice' })) as { access_token: string };
      const basic = Buffer.from(`x-token-auth:${tokens.access_token}`).toString('base64');
      return new BenchServer(url, `Basic ${basic}`, dataDirectory, end);
    }
    await end();
    throw new Error('The emulator did not start.');
  }

  stop(): Promise<void> {
    return this.end();
  }

  /** Makes an empty repository: its address, and its folder on the server's disk. */
  async repository(slug: string): Promise<{ uuid: string; url: string; directory: string }> {
    const answer = (await control(this.url, 'POST', 'repositories', {
      workspace: 'acme',
      slug,
      empty: true,
    })) as { repositories: { uuid: string }[] };
    const uuid = answer.repositories[0]?.uuid ?? '';
    const url = `${this.url}/acme/${slug}.git`;
    // The emulator makes the folder when it is first asked for.
    await fetch(`${url}/info/refs?service=git-upload-pack`, {
      headers: { authorization: this.authorization },
    });
    return { uuid, url, directory: join(this.dataDirectory, 'repositories', `${uuid.slice(1, -1)}.git`) };
  }

  async set(settings: {
    latencyMs?: number;
    partialClone?: boolean;
    anyObjectWants?: boolean;
  }): Promise<void> {
    await control(this.url, 'PATCH', 'settings', settings);
  }

  /** What went over the wire since the last call. */
  async takeTraffic(): Promise<Traffic> {
    // A request is noted when its connection has taken the answer, shortly after git has read it.
    await sleep(30);
    const log = (await control(this.url, 'GET', 'requests?kind=git')) as { count: number } & Traffic;
    await control(this.url, 'DELETE', 'requests');
    return { requests: log.count, bytesUp: log.bytesUp, bytesDown: log.bytesDown };
  }
}

async function control(url: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${url}/_emulator/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The emulator's ${path} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
