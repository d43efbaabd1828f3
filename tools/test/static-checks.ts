import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';
import { runNode } from './run-command';
import type { Tally } from './tally';

interface Check {
  name: string;
  args: string[];
  /** What to type to mend it, or to see more. */
  hint: string;
  /** What it says when a part of it did not run at all, which its exit code does not show. */
  skipped?: RegExp;
}

const bin = (path: string) => join(REPOSITORY_ROOT, 'node_modules', path);
const CLIENT_TYPES = 'apps/amplication-client/tsconfig.json';

function checks(): Check[] {
  return [
    { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '.'], hint: 'npm run format' },
    {
      name: 'lint',
      args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
      hint: 'npm run lint',
      skipped: /rule will be skipped/i,
    },
    { name: 'types', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json'], hint: 'npm run typecheck' },
    ...(existsSync(join(REPOSITORY_ROOT, CLIENT_TYPES))
      ? [
          {
            name: 'types of the client',
            args: [bin('typescript/bin/tsc'), '--noEmit', '-p', CLIENT_TYPES],
            hint: 'npx nx typecheck amplication-client',
          },
        ]
      : []),
  ];
}

/** Format, lint and types: each counts as one test. */
export async function runStaticChecks(): Promise<Tally> {
  await makeProjectGraph();
  const results = await Promise.all(checks().map(runCheck));
  return { passed: results.filter(Boolean).length, failed: results.filter((passed) => !passed).length };
}

/** The ranks of the libs are checked against Nx's project graph; in a fresh clone there is none yet. */
async function makeProjectGraph(): Promise<void> {
  await runNode([bin('nx/dist/bin/nx.js'), 'show', 'projects'], { env: withoutDaemon() });
}

function withoutDaemon(): NodeJS.ProcessEnv {
  return { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' };
}

async function runCheck({ name, args, hint, skipped }: Check): Promise<boolean> {
  const started = Date.now();
  const { code, output } = await runNode(args, { env: withoutDaemon() });
  const passed = code === 0 && !skipped?.test(output);
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (!passed) console.log(`${output.trimEnd()}\n-> ${hint}`);
  return passed;
}
