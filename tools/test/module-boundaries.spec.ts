import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';

const env = { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
const node = (args: string[], input?: string) =>
  spawnSync(
    process.execPath,
    args.map((arg, index) => (index === 0 ? join(REPOSITORY_ROOT, 'node_modules', arg) : arg)),
    {
      cwd: REPOSITORY_ROOT,
      env,
      input,
      encoding: 'utf8',
    },
  );

/** What lint says of the file at a path, which must exist, if its text were the given one. */
function lint(path: string, text: string): string {
  return node(['eslint/bin/eslint.js', '--stdin', '--stdin-filename', path], text).stdout;
}

describe('lint', () => {
  beforeAll(() => {
    node(['nx/dist/bin/nx.js', 'show', 'projects']);
  }, 60_000);

  it.each([
    ['upwards', 'libs/contracts/src/index.ts', '@amplication/database'],
    ['sideways', 'libs/git-sync/src/index.ts', '@amplication/bitbucket-client'],
    ['into the emulator', 'apps/bitbucket-emulator/src/main.ts', '@amplication/contracts'],
  ])(
    'refuses an import that goes %s',
    (_way, path, from) => {
      expect(lint(path, `export * from '${from}';\n`)).toContain('@nx/enforce-module-boundaries');
    },
    60_000,
  );

  const manyImports = [
    "export { eq } from 'drizzle-orm';",
    "export { buildManagerSchema } from '@amplication/database';",
    "export { Pool } from 'pg';",
    "export { waitFor } from '@amplication/testing';",
  ].join('\n');

  it('refuses SQL outside of repositories, and says all that it says elsewhere', () => {
    const said = lint('apps/amplication-build-manager/src/generation/generation-results.ts', manyImports);
    expect(said).toContain('SQL stands in repositories only');
    expect(said).toContain('Tables are known to repositories only');
    expect(said).toContain('Use openPool or DatabaseClient');
    expect(said).toContain('Test doubles and fixtures are imported by specs only');
  }, 60_000);

  it('lets a repository speak SQL', () => {
    const said = lint('apps/amplication-build-manager/src/generation/generations.repository.ts', manyImports);
    expect(said).not.toContain('repositories only');
    expect(said).toContain('Use openPool or DatabaseClient');
  }, 60_000);

  it('lets an import go down', () => {
    expect(lint('libs/jobs/src/index.ts', "export * from '@amplication/database';\n")).toBe('');
  }, 60_000);
});
