import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PushStep, SyncResult } from '../src/index';
import { basic, Harness, RESOURCE, WORK } from './harness';
import type { KilledBuildOrder } from './killed-build';

const SCRIPT = fileURLToPath(new URL('killed-build.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** While importing, at a request to the server, or when the server has done one. */
type Moment = 'import' | 'POST git-upload-pack' | 'POST git-receive-pack' | 'done POST git-receive-pack';

describe('a build that is killed and started again', () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await Harness.start();
  });
  afterEach(() => harness.stop());

  const order = (content: string): KilledBuildOrder => ({
    url: harness.server.url('shop'),
    authorization: basic('good-token'),
    cacheDirectory: harness.options.cacheDirectory,
    workDirectory: harness.options.workDirectory,
    recordFile: join(harness.root, 'record.json'),
    files: { 'src/a.ts': harness.store(content), 'src/b.ts': harness.store('b\n') },
    blobs: Object.fromEntries([...harness.blobs].map(([id, bytes]) => [id, bytes.toString()])),
    request: {
      resourceId: RESOURCE,
      baseBranch: 'main',
      workBranch: WORK,
      rootDirectory: '',
      generatorVersion: '1.0.0',
    },
    date: '2026-11-24T10:00:00Z',
    dieWhileImporting: false,
  });

  const start = (what: KilledBuildOrder) => {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, JSON.stringify(what)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = new Promise<SyncResult | null>((resolve) => {
      child.on('close', (code) => resolve(code === 0 ? (JSON.parse(output) as SyncResult) : null));
    });
    return { child, ended };
  };

  const killAt = (child: ChildProcess, moment: Moment) => {
    harness.server.behaviour.onRequest = (name) => {
      if (name !== moment) return;
      harness.server.behaviour.onRequest = null;
      child.kill('SIGKILL');
    };
  };

  it.each<Moment>(['POST git-upload-pack', 'import', 'POST git-receive-pack', 'done POST git-receive-pack'])(
    'at %s: ends with one commit and nothing lost',
    async (moment) => {
      const first = await start(order('a\n')).ended;
      expect(first?.outcome).toBe('pushed');
      const user = harness.userCommit(WORK, { 'src/b.ts': 'b\nmine\n' });

      const second = order('a2\n');
      const killed = start({ ...second, dieWhileImporting: moment === 'import' });
      killAt(killed.child, moment);
      expect(await killed.ended).toBeNull();
      expect(killed.child.signalCode).toBe('SIGKILL');

      const recorded = existsSync(second.recordFile)
        ? (JSON.parse(readFileSync(second.recordFile, 'utf8')) as PushStep)
        : undefined;
      const pushing = recorded?.branchTip === user ? recorded : undefined;
      const result = await start({ ...second, ...(pushing === undefined ? {} : { pushing }) }).ended;
      await harness.server.takeCounts();

      expect(result?.outcome).toBe('pushed');
      expect(harness.remote.log(WORK).slice(0, 3)).toMatchObject([
        { id: result?.commit, parents: [user] },
        { id: user, author: 'Ada User <ada@example.com>' },
        { id: first?.commit },
      ]);
      expect(harness.remote.read(WORK, 'src/a.ts')).toBe('a2\n');
      expect(harness.remote.read(WORK, 'src/b.ts')).toBe('b\nmine\n');
      expect(readdirSync(harness.options.workDirectory)).toEqual([]);
    },
    60_000,
  );
});
