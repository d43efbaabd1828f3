import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

export type RawEnv = Record<string, string>;

/** The folder of the checkout: the nearest one, upwards from `from`, that holds nx.json. Null in production. */
export function findRepositoryRoot(from = process.cwd()): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'nx.json'))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * The files that configure an app, rising in priority. In a checkout: `apps/<app>/.env` (committed defaults),
 * `.env.local`, `apps/<app>/.env.local`. Without one: `.env` beside the program.
 * `AMPLICATION_IGNORE_ENV_LOCAL=1` leaves the `.env.local` files out; tests set it, so that a developer's own
 * settings never change what they see.
 */
function envFiles(app: string, env: NodeJS.ProcessEnv): string[] {
  const root = findRepositoryRoot();
  if (root === null) return [join(dirname(process.argv[1] ?? '.'), '.env')];
  const defaults = [join(root, 'apps', app, '.env')];
  if (env.AMPLICATION_IGNORE_ENV_LOCAL === '1') return defaults;
  return [...defaults, join(root, '.env.local'), join(root, 'apps', app, '.env.local')];
}

/** Every variable that an app sees: its files, and above them the process's own environment. Empty means unset. */
export function readEnvironment(app: string, env: NodeJS.ProcessEnv = process.env): RawEnv {
  const layers = envFiles(app, env).map((file) =>
    existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {},
  );
  const merged: Record<string, string | undefined> = Object.assign({}, ...layers, env);
  const isSet = (entry: [string, string | undefined]): entry is [string, string] => Boolean(entry[1]?.trim());
  return Object.fromEntries(Object.entries(merged).filter(isSet));
}
