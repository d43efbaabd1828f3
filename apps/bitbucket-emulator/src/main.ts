import { optionsFrom } from './options';
import { startEmulator } from './server';

async function main(): Promise<void> {
  const running = await startEmulator(optionsFrom(process.env));
  process.stdout.write(`${JSON.stringify({ listening: running.url })}\n`);
  const stop = (): void => {
    // Whatever still holds the process then, such as a delivery to a webhook that hangs, is not worth waiting for.
    running.close().then(() => process.exit(0), fail);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): never {
  process.stderr.write(`bitbucket-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  // What was started by then would keep the process, and with it a start that waits for an answer.
  process.exit(1);
}

main().catch(fail);
