import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EmulatorOptions {
  /** 0 takes any free port. */
  port: number;
  /** Where state and repositories live. */
  dataDirectory: string;
  /** Whether the folder is removed at the end. */
  temporary: boolean;
  /** Callback of the built-in consumer. */
  callbackUrl: string;
}

const CALLBACK = 'http://localhost:3001/bitbucket-auth-app/callback';

/** Options from `PORT`, `EMULATOR_DATA_DIR` and `EMULATOR_CALLBACK_URL`. */
export function optionsFrom(env: NodeJS.ProcessEnv): EmulatorOptions {
  const port = Number(env.PORT ?? 7990);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is not a port: ${env.PORT}`);
  const callbackUrl = env.EMULATOR_CALLBACK_URL ?? CALLBACK;
  if (!URL.canParse(callbackUrl)) throw new Error(`EMULATOR_CALLBACK_URL is not a URL: ${callbackUrl}`);
  const dataDirectory = env.EMULATOR_DATA_DIR ?? mkdtempSync(join(tmpdir(), 'bitbucket-emulator-'));
  return { port, dataDirectory, temporary: env.EMULATOR_DATA_DIR === undefined, callbackUrl };
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
