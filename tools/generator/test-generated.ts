import { spawn } from 'node:child_process';
import { readCommandLine } from '../command/command-line';
import { REPOSITORY_ROOT } from '../platform/paths';

/** `npm run test:generated`: what a team does with a delivered service on its first days, for several models. */
const { values } = readCommandLine({
  name: 'npm run test:generated',
  help: 'Checks, builds, tests and fills generated services by their own commands, and asks all of their routes.',
  options: { all: { kind: 'flag', help: 'All models; every second one unless given.' } },
});
const project = ['data-service-generator', '--proofs', '--testPathPatterns=whole-service'];
spawn(process.execPath, ['--import', 'tsx', 'tools/test/integration.ts', ...project], {
  cwd: REPOSITORY_ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...(values.all ? { LONG_PROOFS: '1' } : {}) },
}).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
