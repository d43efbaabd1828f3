import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';

const TEXTS = {
  upwards: ['libs/contracts/src/index.ts', '@amplication/database'],
  sideways: ['libs/git-sync/src/index.ts', '@amplication/bitbucket-client'],
  'into the emulator': ['apps/bitbucket-emulator/src/main.ts', '@amplication/contracts'],
  down: ['libs/jobs/src/index.ts', '@amplication/database'],
} as const;

/** Lints each text as if its file held it, in one process: the program of types is what takes long. */
const LINT_TEXTS = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const rules = {};
  for (const [way, [filePath, from]] of Object.entries(JSON.parse(process.argv[1]))) {
    const [result] = await eslint.lintText("export * from '" + from + "';\\n", { filePath });
    rules[way] = result.messages.map(({ ruleId, message }) => ruleId ?? message);
  }
  console.log('\\n' + JSON.stringify(rules));
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
  let rules: Record<keyof typeof TEXTS, string[]>;

  beforeAll(() => {
    node([join(REPOSITORY_ROOT, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects']);
    const lines = node(['--input-type=module', '-e', LINT_TEXTS, JSON.stringify(TEXTS)]);
    rules = JSON.parse(lines.trimEnd().split('\n').at(-1) ?? '');
  }, 120_000);

  it.each(['upwards', 'sideways', 'into the emulator'] as const)('refuses an import that goes %s', (way) => {
    expect(rules[way]).toContain('@nx/enforce-module-boundaries');
  });

  it('lets an import go down', () => {
    expect(rules.down).toEqual([]);
  });
});
