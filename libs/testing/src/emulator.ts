import { fileURLToPath } from 'node:url';
import { startProcess } from './process';

export interface RunningEmulator {
  /** Origin of the emulated Bitbucket; the API is at `${url}/2.0`. */
  readonly url: string;
  /** Posts to the control API, `/_emulator/<path>`; rejects unless it answers with a 2xx. */
  control(path: string, body?: object): Promise<unknown>;
  /** What it has logged so far. */
  output(): string;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts a Bitbucket emulator of the test's own on a free port. */
export async function startEmulator(
  options: { env?: Record<string, string> } = {},
): Promise<RunningEmulator> {
  const emulator = await startProcess({
    command: process.execPath,
    args: ['--import', 'tsx', 'apps/bitbucket-emulator/src/main.ts'],
    cwd: root,
    env: { PORT: '0', ...options.env },
    until: (line) => /^\{"listening":"([^"]+)"/.exec(line)?.[1],
  });
  const url = emulator.found;
  return {
    url,
    control: (path, body) => control(url, path, body),
    output: emulator.output,
    stop: emulator.stop,
  };
}

async function control(url: string, path: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${url}/_emulator/${path.replace(/^\//, '')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The emulator's ${path} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
