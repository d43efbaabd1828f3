import { optionsFrom } from './options';
import { startEmulator } from './server';

async function main(): Promise<void> {
  const running = await startEmulator(optionsFrom(process.env));
  process.stdout.write(`${JSON.stringify({ listening: running.url })}\n`);
  const stop = (): void => {
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`bitbucket-emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
