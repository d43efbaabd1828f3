import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

interface ApiDocument {
  paths: Record<string, Record<string, { operationId?: string; summary?: string; responses: object }>>;
}

describe('the committed OpenAPI document', () => {
  it('is what the code says: run `npm run openapi` when this fails', async () => {
    const generated = await promisify(execFile)(process.execPath, ['tools/openapi/generate.mjs', '--print'], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    const committed = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8');
    expect(generated.stdout).toBe(committed);
  }, 60_000);

  it('names and describes every operation, and its errors', async () => {
    const text = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8');
    const { paths } = JSON.parse(text) as ApiDocument;
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations) {
      expect(operation.summary).toBeTruthy();
      expect(operation.responses).toHaveProperty('default');
    }
  });
});
