import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { ManagedProcess } from '../process/managed-process';
import { waitUntilReady } from '../process/wait-until';
import { SetupError } from '../setup-error';
import { explain } from '../terminal/run-until-stopped';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const shell = (script: string) =>
  ManagedProcess.start({
    command: '/bin/sh',
    args: ['-c', script],
    env: process.env,
    cwd: '/',
    logFile: join(folder, 'log'),
  });

/** Whether any process of a group is left. */
function isAlive(group: number): boolean {
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

async function untilGone(group: number): Promise<void> {
  while (isAlive(group)) await setTimeout(50);
}

describe('a process', () => {
  it('is stopped with its children', async () => {
    const child = shell('sleep 600 & sleep 600 & wait');
    const group = Number(child.pid);
    expect(isAlive(group)).toBe(true);
    await child.stop();
    await untilGone(group);
    expect(child.pid).toBeNull();
  });

  it('that does not listen is killed when its time is up', async () => {
    const child = shell("trap '' TERM; echo deaf; sleep 600 & sleep 600");
    while (!child.lastLines()) await setTimeout(20);
    const group = Number(child.pid);
    await child.stop(200);
    await untilGone(group);
  });

  it('has its output kept', async () => {
    const child = shell('echo out; echo err >&2; exit 3');
    expect(await child.ended).toBe('exit code 3');
    await waitUntilReady('the file', null, async () =>
      expect(readFileSync(join(folder, 'log'), 'utf8').trim().split('\n')).toHaveLength(2),
    );
    expect(child.lastLines().split('\n').toSorted()).toEqual(['err', 'out']);
  });

  it('that ends before it is ready explains itself', async () => {
    const child = shell('echo "no space left"; exit 1');
    const ready = waitUntilReady('the thing', child, () => Promise.reject(new Error('refused')));
    await expect(ready).rejects.toThrow('the thing ended with exit code 1:\nno space left');
  });

  it('whose command does not exist says so', async () => {
    const child = ManagedProcess.start({
      command: '/no/such/program',
      args: [],
      env: {},
      cwd: '/',
      logFile: join(folder, 'log'),
    });
    expect(await child.ended).toContain('ENOENT');
  });

  it('is ended by the guard when its parent is killed, even one that does not listen', async () => {
    const parent = spawn(process.execPath, [
      join(import.meta.dirname, 'guarded-parent.mjs'),
      join(folder, 'log'),
    ]);
    const [line]: Buffer[] = await once(parent.stdout, 'data');
    const groups = String(line).trim().split(' ').map(Number);
    expect(groups.map(isAlive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await Promise.all(groups.map(untilGone));
  });
});

it('reports a program that ends too early in its own words, without a stack of ours', async () => {
  const child = shell('echo "PORT is wrong: it must be a number" >&2; exit 1');
  const failure = await waitUntilReady('worker', child, () => Promise.reject(new Error('not yet'))).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(SetupError);
  expect(explain(failure)).toBe('worker ended with exit code 1:\nPORT is wrong: it must be a number');
});
