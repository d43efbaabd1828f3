import { SetupError } from '../setup-error';

/**
 * Runs a foreground command: `begin` starts things and gives the function that stops them. Ctrl-C, a signal or the end
 * of the terminal stops them and ends this program; a second Ctrl-C ends it without waiting.
 */
export async function runUntilStopped(
  begin: (signal: AbortSignal) => Promise<() => Promise<void>>,
): Promise<void> {
  const stopping = new AbortController();
  const told = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  let toldAt = Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // One Ctrl-C may arrive twice, from the terminal and from npm. Later than that somebody is out of patience: the
      // guard ends what is left.
      if (Date.now() - toldAt > 1_000) process.exit(130);
      toldAt = Math.min(toldAt, Date.now());
      stopping.abort();
    });
  }
  // Writing to a terminal that is gone must not end us before everything is stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  let stop: () => Promise<void>;
  try {
    stop = await begin(stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(130);
    console.error(explain(error));
    process.exit(1);
  }
  await told;
  console.log('\nStopping …');
  await stop();
  console.log('Everything is stopped.');
  process.exit(0);
}

/** What went wrong, as a person needs it: one line for what they can mend, everything for a bug. */
export function explain(error: unknown): string {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
