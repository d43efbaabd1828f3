import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';

const all = (from: string) => `export * from '${from}';`;
const MANY_IMPORTS = [
  "export { eq } from 'drizzle-orm';",
  "export { buildManagerSchema } from '@amplication/database';",
  "export { Pool } from 'pg';",
  "export { waitFor } from '@amplication/testing';",
].join('\n');

/** Files, each with a text that it might hold. */
const TEXTS = {
  upwards: ['libs/contracts/src/index.ts', all('@amplication/database')],
  sideways: ['libs/git-sync/src/index.ts', all('@amplication/bitbucket-client')],
  'into the emulator': ['apps/bitbucket-emulator/src/main.ts', all('@amplication/contracts')],
  down: ['libs/jobs/src/index.ts', all('@amplication/database')],
  service: ['apps/amplication-server/src/billing/billing.ts', MANY_IMPORTS],
  repository: ['apps/amplication-server/src/billing/billing.repository.ts', MANY_IMPORTS],
} as const;

/** Lints each text as if its file held it, in one process: the program of types is what takes long. */
const LINT_TEXTS = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const said = {};
  for (const [name, [filePath, text]] of Object.entries(JSON.parse(process.argv[1]))) {
    const [{ messages }] = await eslint.lintText(text + '\\n', { filePath });
    said[name] = messages.map(({ ruleId, message }) => ruleId + ' ' + message).join('\\n');
  }
  console.log('\\n' + JSON.stringify(said));
`;

function node(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: REPOSITORY_ROOT,
    // Without the last, the types are read from disk once, and a text that is not on disk is not looked at.
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', TSESTREE_SINGLE_RUN: 'false' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr || stdout);
  return stdout;
}

describe('lint', () => {
  let said: Record<keyof typeof TEXTS, string>;

  beforeAll(() => {
    node([join(REPOSITORY_ROOT, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects']);
    const lines = node(['--input-type=module', '-e', LINT_TEXTS, JSON.stringify(TEXTS)]);
    said = JSON.parse(lines.trimEnd().split('\n').at(-1) ?? '');
  }, 120_000);

  it.each(['upwards', 'sideways', 'into the emulator'] as const)('refuses an import that goes %s', (way) => {
    expect(said[way]).toContain('@nx/enforce-module-boundaries');
  });

  it('lets an import go down', () => {
    expect(said.down).toBe('');
  });

  it('refuses SQL outside of repositories, and says all that it says elsewhere', () => {
    expect(said.service).toContain('SQL stands in repositories only');
    expect(said.service).toContain('Tables are known to repositories only');
    expect(said.service).toContain('Use openPool or DatabaseClient');
    expect(said.service).toContain('Test doubles and fixtures are imported by specs only');
  });

  it('lets a repository speak SQL', () => {
    expect(said.repository).not.toContain('repositories only');
    expect(said.repository).toContain('Use openPool or DatabaseClient');
  });
});
