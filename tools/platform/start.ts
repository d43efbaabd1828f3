import { readCommandLine } from '../command/command-line';
import { type Platform, startPlatform } from './index';
import { compactLine } from './terminal/compact-line';
import { runUntilStopped } from './terminal/run-until-stopped';
import { table } from './terminal/table';

/**
 * `npm start`: the whole platform in the foreground, until Ctrl-C. `npm start -- --reset` forgets all data first.
 */
const { values } = readCommandLine({
  name: 'npm start',
  help: 'Runs the whole platform in the foreground, until Ctrl-C.',
  options: { reset: { kind: 'flag', help: 'Forgets all data first.' } },
});

await runUntilStopped(async (signal) => {
  let ready = false;
  const platform = await startPlatform({
    reset: values.reset,
    report: (line) => console.log(line),
    onLog: (service, line) => {
      if (ready) console.log(compactLine(service, line));
    },
    onCrash: (service, reason) => console.error(`${service} stopped by itself (${reason}).`),
    signal,
  });
  console.log(overview(platform));
  ready = true;
  return () => platform.stop();
});

function overview(platform: Platform): string {
  const { urls } = platform;
  const emulated = platform.pid('bitbucket-emulator') !== null;
  const rows = [
    ['Amplication', urls['amplication-client'], 'open this one'],
    ['API', `${urls['amplication-server']}/api/docs`, 'amplication-server'],
    ...(emulated
      ? [['Bitbucket', urls['bitbucket-emulator'], 'bitbucket-emulator, in place of bitbucket.org']]
      : [['Bitbucket', 'https://bitbucket.org', 'with the consumer of your .env.local']]),
    ['Builds', urls['amplication-build-manager'], 'amplication-build-manager'],
    ['Generator', urls['local-data-service-generator-controller'], 'local-data-service-generator-controller'],
    ['Pull requests', urls['amplication-git-pull-request-service'], 'amplication-git-pull-request-service'],
    ['PostgreSQL', withoutPassword(platform.databaseUrl), ''],
    ['Kafka', platform.brokers.join(', '), ''],
    ['Logs', platform.logDir, ''],
  ];
  const account = emulated
    ? 'When you connect Bitbucket, sign in to the emulator as alice or bob (no password) and press Grant.'
    : 'When you connect Bitbucket, sign in with your Bitbucket account.';
  return `
${table(rows)}

Sign up at ${urls['amplication-client']} with any e-mail address and password. ${account}
Ctrl-C stops everything.
`;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}
