import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withFileLock } from './file-lock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a file lock', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withFileLock(join(folder, 'lock'), work)));
    expect(most).toBe(1);
  });

  it('is free again after a failure', async () => {
    const file = join(folder, 'lock');
    await expect(withFileLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileLock(file, () => Promise.resolve('in'))).toBe('in');
  });

  it('is taken over from a process that has ended', async () => {
    const { stdout } = spawnSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' });
    writeFileSync(join(folder, 'lock'), stdout.trim());
    expect(await withFileLock(join(folder, 'lock'), () => Promise.resolve('in'))).toBe('in');
  });

  it('is not waited for by one that is told to stop', async () => {
    writeFileSync(join(folder, 'lock'), String(process.pid));
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(withFileLock(join(folder, 'lock'), () => Promise.resolve(), stopped)).rejects.toThrow(
      'stopped',
    );
  });
});
