import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout. */
export const REPOSITORY_ROOT = resolve(import.meta.dirname, '../..');

/** Where downloads are kept between runs and checkouts: AMPLICATION_CACHE_DIR, or the user's cache folder. */
export function cacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return env.AMPLICATION_CACHE_DIR || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'amplication');
}

/** Where a developer's data are kept: AMPLICATION_DATA_DIR, or `.amplication` in the checkout. */
export function defaultDataDirectory(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.AMPLICATION_DATA_DIR || join(REPOSITORY_ROOT, '.amplication'));
}
