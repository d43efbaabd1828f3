import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkDirectory } from './work-directory';

describe('openWorkDirectory', () => {
  it('removes what dead processes left, and nothing else', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'work-'));
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const dead = join(parent, `${child.pid}-00ff`);
    const living = join(parent, `${process.pid}-00ff`);
    const other = join(parent, 'notes');
    for (const folder of [dead, living, other]) await mkdir(join(folder, 'deep'), { recursive: true });

    const own = await openWorkDirectory(parent);

    expect(existsSync(own)).toBe(true);
    expect(existsSync(dead)).toBe(false);
    expect(existsSync(living)).toBe(true);
    expect(existsSync(other)).toBe(true);
    await rm(parent, { recursive: true });
  });
});
