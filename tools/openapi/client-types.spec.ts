import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

it("the client's types are those of the committed OpenAPI document (npm run client:types)", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/openapi-typescript/bin/cli.js'), 'apps/amplication-server/openapi.json'],
    { cwd: root, maxBuffer: 16 * 1024 * 1024 },
  );
  const committed = await readFile(join(root, 'apps/amplication-client/src/api/schema.d.ts'), 'utf8');
  // As a comparison of two strings, so that a failure prints a few words and not both files.
  expect(stdout === committed ? 'current' : 'run npm run client:types').toBe('current');
}, 60_000);
