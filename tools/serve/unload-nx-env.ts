import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * An environment without what Nx loaded from `.env` files. Nx puts an app's committed `.env` above the root's
 * `.env.local`; a service reads the files itself, in the order that the documentation promises, and takes what is in
 * its environment for the user's last word.
 */
export function withoutLoadedFiles(env: NodeJS.ProcessEnv, files: readonly string[]): NodeJS.ProcessEnv {
  const loaded = files.filter((file) => existsSync(file)).map((file) => parseEnv(readFileSync(file, 'utf8')));
  const own = Object.entries(env).filter(
    ([name, value]) => !loaded.some((entries) => entries[name] === value),
  );
  return Object.fromEntries(own);
}
