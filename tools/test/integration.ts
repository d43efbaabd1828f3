import { readCommandLine } from '../command/command-line';
import { explain } from '../platform/terminal/run-until-stopped';
import { runJest } from './jest';
import { killRunning } from './run-command';
import { prepareTestEnvironment } from './test-environment';

/** `npx nx integration <project>`: one project's integration tests, with servers of their own unless some are given. */
const { values, operands } = readCommandLine({
  name: 'npx nx integration <project>',
  help: "Runs a project's integration tests.",
  options: {
    testPathPatterns: { kind: 'text', help: 'Only the files whose path matches.' },
    testNamePattern: { kind: 'text', help: 'Only the tests whose name matches.' },
    proofs: { kind: 'flag', help: 'The proofs of the project instead, which take longer.' },
  },
  operands: ['project', 'path pattern'],
});
const [project, pattern = values.testPathPatterns] = operands;
if (!project) {
  console.error('Say which project: npx nx integration <project>');
  process.exit(2);
}
const chosen = Object.entries({ testNamePattern: values.testNamePattern, testPathPatterns: pattern });
const args = chosen.flatMap(([option, value]) => (value === undefined ? [] : [`--${option}`, value]));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, killRunning);

try {
  const environment = await prepareTestEnvironment();
  const { failed } = await runJest(values.proofs ? 'proof' : 'integration', environment.env, [
    '--selectProjects',
    project,
    ...args,
  ]);
  await environment.stop();
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
