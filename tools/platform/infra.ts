import { readCommandLine } from '../command/command-line';
import { startPlatform } from './index';
import { runUntilStopped } from './terminal/run-until-stopped';

/**
 * `npm run infra`: what the services need, for `npx nx serve <project>`: PostgreSQL, Kafka with its topics, and the
 * Bitbucket emulator unless a consumer is configured. On the ports that the services expect with nothing set.
 */
const { values } = readCommandLine({
  name: 'npm run infra',
  help: 'Runs PostgreSQL, Kafka and the Bitbucket emulator in the foreground, until Ctrl-C.',
  options: { reset: { kind: 'flag', help: 'Forgets all data first.' } },
});

await runUntilStopped(async (signal) => {
  const platform = await startPlatform({
    services: ['bitbucket-emulator'],
    reset: values.reset,
    report: (line) => console.log(line),
    onCrash: (service, reason) => console.error(`${service} stopped by itself (${reason}).`),
    signal,
  });
  const emulator = platform.pid('bitbucket-emulator') !== null;
  console.log(`
PostgreSQL and Kafka (${platform.brokers.join(', ')}) are ready${emulator ? `, and the Bitbucket emulator at ${platform.urls['bitbucket-emulator']}` : ''}.
Start services with: npx nx serve <project>
Ctrl-C stops everything.`);
  return () => platform.stop();
});
