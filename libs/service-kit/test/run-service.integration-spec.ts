import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';

const root = join(import.meta.dirname, '../../..');
let folder: string;
const children = new Set<ChildProcess>();

/** The fixture is bundled as every service is, since what counts here is a process and how it ends. */
beforeAll(async () => {
  const parent = join(root, 'dist/test');
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(join(parent, 'service-kit-'));
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', join(import.meta.dirname, 'fixture'), '--outDir', folder];
  await promisify(execFile)(process.execPath, args, { cwd: join(import.meta.dirname, 'fixture') });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

interface Run {
  child: ChildProcess;
  stdout: string[];
  stderr: string[];
  ended: Promise<number | null>;
}

function run(env: NodeJS.ProcessEnv): Run {
  const child = spawn(process.execPath, [join(folder, 'main.js')], {
    cwd: root,
    env: { PATH: process.env.PATH, AMPLICATION_IGNORE_ENV_LOCAL: '1', PORT: '0', ...env },
  });
  children.add(child);
  const read = (stream: NodeJS.ReadableStream): string[] => {
    const lines: string[] = [];
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
    return lines;
  };
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  return { child, stdout: read(child.stdout), stderr: read(child.stderr), ended };
}

async function listening({ child, stdout }: Run): Promise<string> {
  const find = () => stdout.map((line) => /"listening":"([^"]+)"/.exec(line)?.[1]).find(Boolean);
  for (let url = find(); ; url = find()) {
    if (url) return url;
    if (child.exitCode !== null) throw new Error(stdout.join('\n'));
    await setTimeout(20);
  }
}

jest.setTimeout(60_000);

describe('a service', () => {
  it('listens, answers, and on SIGTERM finishes what it began and exits with 0', async () => {
    const service = run({ SIZE: '7' });
    const url = await listening(service);
    expect(await (await fetch(`${url}/size`)).json()).toEqual({ size: 7 });
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const slow = fetch(`${url}/slow`).then((response) => response.json());
    // The second answer comes after the slow request has arrived: both go over one keep-alive pool in order.
    await fetch(`${url}/health/live`);
    service.child.kill('SIGTERM');
    expect(await slow).toEqual({ finished: true });
    expect(await service.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('names every wrong variable in a line of its own and exits with 1', async () => {
    const service = run({ PORT: 'x', SIZE: '11' });
    expect(await service.ended).toBe(1);
    expect(service.stdout).toEqual([]);
    expect(service.stderr).toEqual([
      'fixture cannot start, its configuration is not valid:',
      '  PORT must be a whole number from 0 to 65535, not "x"',
      '  SIZE must be a whole number from 1 to 10, not 11',
    ]);
  });

  it('says in one line that its port is in use and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const service = run({ PORT: String(port) });
    expect(await service.ended).toBe(1);
    other.close();
    expect(service.stderr).toEqual([
      `Port ${port} is in use, and fixture needs it. Stop the program that uses it, or set PORT for fixture.`,
    ]);
  });
});
