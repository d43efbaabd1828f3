import { isRecord } from '@amplication/foundation';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What one version of a cached repository holds. Immutable once published. */
export interface CacheState {
  /** Branch -> tip as last seen; null: the branch did not exist. */
  branches: Record<string, string | null>;
  packs: string[];
  bytes: number;
}

export interface CacheVersion {
  directory: string;
  state: CacheState;
}

/** Names the version in use. Replaced by one rename, so that a reader sees the old one or the new one. */
export const CURRENT = 'current';
export const STATE = 'state.json';

/** The version in use, or null when there is none that can be read. */
export async function currentVersion(entry: string): Promise<CacheVersion | null> {
  try {
    const directory = join(entry, (await readFile(join(entry, CURRENT), 'utf8')).trim());
    const state: unknown = JSON.parse(await readFile(join(directory, STATE), 'utf8'));
    return isState(state) ? { directory, state } : null;
  } catch {
    return null;
  }
}

/** When the entry was used last, in milliseconds; 0 for a broken one. */
export async function lastUsed(entry: string): Promise<number> {
  return stat(join(entry, CURRENT)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

function isState(value: unknown): value is CacheState {
  if (!isRecord(value)) return false;
  const { branches, packs, bytes } = value;
  return (
    typeof branches === 'object' && branches !== null && Array.isArray(packs) && typeof bytes === 'number'
  );
}
