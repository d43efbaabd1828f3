import { explain } from '../platform/terminal/run-until-stopped';
import { runJest } from './jest';
import { killRunning } from './run-command';
import { prepareTestEnvironment } from './test-environment';

/** `npx nx integration <project>`: one project's integration tests, with servers of their own unless some are given. */
const [project, ...args] = process.argv.slice(2);
if (!project) {
  console.error('Say which project: npx nx integration <project>');
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, killRunning);

try {
  const environment = await prepareTestEnvironment();
  const { failed } = await runJest('integration', environment.env, ['--selectProjects', project, ...args]);
  await environment.stop();
  process.exit(failed === 0 ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
