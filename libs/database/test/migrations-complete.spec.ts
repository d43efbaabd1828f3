import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the migrations', () => {
  it('are all that the schema needs: run `npm run db:generate` when this fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amplication-migrations-'));
    try {
      await cp(join(root, 'libs/database/migrations'), folder, { recursive: true });
      const before = await readdir(folder);
      await promisify(execFile)(
        process.execPath,
        [
          'node_modules/drizzle-kit/bin.cjs',
          'generate',
          '--dialect=postgresql',
          '--schema=./libs/database/src/schema/*.ts',
          // As a relative path: drizzle-kit puts "./" before whatever it is given.
          `--out=${relative(root, folder)}`,
        ],
        { cwd: root },
      );
      expect(await readdir(folder)).toEqual(before);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
