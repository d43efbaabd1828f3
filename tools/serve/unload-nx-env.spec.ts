import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutLoadedFiles } from './unload-nx-env';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('withoutLoadedFiles', () => {
  it('drops what equals a value of a file, and keeps what the user set', () => {
    const file = join(folder, '.env');
    writeFileSync(file, 'PORT=3000\nLOG_LEVEL=info\n');
    const env = { PORT: '3000', LOG_LEVEL: 'debug', PATH: '/bin' };
    expect(withoutLoadedFiles(env, [file, join(folder, 'missing')])).toEqual({
      LOG_LEVEL: 'debug',
      PATH: '/bin',
    });
  });
});
