import { readCommandLine } from '../command/command-line';
import { startPlatform } from '../platform';
import { Steps } from './steps';
import { Story, type StoryEnd } from './story';

/**
 * `npm run demo`: starts the platform on free ports with throw-away data and goes the whole way over its public HTTP API,
 * from signing up to a pull request with two builds and a commit made by hand, and then runs the service that was
 * delivered. Exit code 1 names the step that failed.
 */
async function main(): Promise<void> {
  readCommandLine({
    name: 'npm run demo',
    help: 'Goes the whole way over the public HTTP API, on throw-away data.',
  });
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const steps = new Steps((line) => console.log(line));
  const platform = await steps.run('Start the platform', () =>
    startPlatform({
      ports: 'free',
      signal: stopping.signal,
      report: (line) => console.log(`          ${line}`),
    }),
  );
  let story: Story | null = null;
  try {
    const aborted = new Promise<never>((_, reject) => {
      stopping.signal.addEventListener('abort', () => reject(new Error('stopped by a signal')), {
        once: true,
      });
    });
    const told = async () => {
      story = await Story.begin(platform, steps);
      const end = await story.tell();
      await story.tryDelivered(end);
      return end;
    };
    show(await Promise.race([told(), aborted]));
  } finally {
    await (story as Story | null)?.alice.leave();
    await platform.stop();
  }
}

function show(end: StoryEnd): void {
  const changed = end.diffstat.slice(0, 15).map(({ status, path, added, removed }) => {
    const lines = `+${added} -${removed}`;
    return `  ${status.padEnd(9)}${lines.padEnd(12)}${path}`;
  });
  const left = end.diffstat.length - changed.length;
  console.log(`\nPull request ${end.pullRequestUrl}, ${end.diffstat.length} files:`);
  console.log([...changed, ...(left > 0 ? [`  … and ${left} more`] : [])].join('\n'));
  console.log(`\ngit log of ${end.workBranch} in ${end.repository}:`);
  console.log(end.log.replace(/^/gm, '  '));
  console.log(
    `\n${end.handMade.author}'s commit ${end.handMade.commit.slice(0, 12)} is where it was pushed.`,
  );
}

main().catch((error: unknown) => {
  console.error(`\nThe demo failed. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
