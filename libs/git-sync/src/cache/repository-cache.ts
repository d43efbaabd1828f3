import { own } from '@amplication/foundation';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { GitSyncLog } from '../types';
import { CURRENT, currentVersion, lastUsed, STATE } from './cache-entry';
import { listPacks, packsAreIntact } from './pack-check';

/** More packs make every git command slower; starting over costs one cold fetch. */
const MAX_PACKS = 24;
const MAX_BRANCHES = 50;
/** A half-made version of a killed process is removed after this. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** What a build has borrowed from the cache. */
export interface Borrowed {
  branches: Record<string, string | null>;
  packs: string[];
  /** Whether every borrowed byte is as it was published. Settles while the network is busy. */
  intact: Promise<boolean>;
}

/**
 * Objects of repositories seen before, so that a build fetches only what is new. Never an answer by itself: a build
 * always asks the remote under its own token, and a branch that this token may not see is not used.
 *
 * A build hard-links the packs into its own repository, so nothing that happens to the cache, eviction included, can
 * disturb it. An entry is a row of immutable versions; publishing writes a new one and renames it into use.
 */
export class RepositoryCache {
  private readonly publishing = new Map<string, Promise<void>>();

  constructor(
    private readonly directory: string,
    private readonly limitBytes: number,
    private readonly log: GitSyncLog,
  ) {}

  /** Lends the repository's objects to a build's repository; null when there are none. */
  async lend(repositoryUuid: string, to: string): Promise<Borrowed | null> {
    const entry = this.entry(repositoryUuid);
    const version = await currentVersion(entry);
    if (version === null) return null;
    const { branches, packs } = version.state;
    try {
      const now = new Date();
      await utimes(join(entry, CURRENT), now, now);
      await linkPacks(join(version.directory, 'pack'), join(to, 'objects', 'pack'), packs);
      await copyFile(join(version.directory, 'shallow'), join(to, 'shallow'));
      await lendRefs(to, Object.values(branches));
    } catch (error) {
      // Evicted or damaged at this very moment: what was linked so far does no harm, the fetch is a cold one.
      this.log.debug({ repositoryUuid, error: String(error) }, 'git cache: entry cannot be borrowed');
      await Promise.all(
        ['shallow', 'refs/cached'].map((name) => rm(join(to, name), { recursive: true, force: true })),
      );
      return null;
    }
    return { branches, packs, intact: packsAreIntact(join(to, 'objects', 'pack'), packs) };
  }

  /** Takes over what a build has fetched and made. One at a time for each repository. */
  async publish(
    repositoryUuid: string,
    from: string,
    branches: Record<string, string | null>,
  ): Promise<void> {
    const earlier = this.publishing.get(repositoryUuid) ?? Promise.resolve();
    const mine = earlier.then(() => this.replace(repositoryUuid, from, branches));
    this.publishing.set(repositoryUuid, mine);
    try {
      await mine;
    } catch (error) {
      this.log.warn({ repositoryUuid, error: String(error) }, 'git cache: publishing failed');
    } finally {
      if (this.publishing.get(repositoryUuid) === mine) this.publishing.delete(repositoryUuid);
    }
  }

  /** Forgets a repository, because its objects are damaged or it takes too much room. */
  async discard(repositoryUuid: string): Promise<void> {
    await rm(this.entry(repositoryUuid), { recursive: true, force: true });
  }

  private async replace(
    repositoryUuid: string,
    from: string,
    branches: Record<string, string | null>,
  ): Promise<void> {
    const entry = this.entry(repositoryUuid);
    const own = await listPacks(join(from, 'objects', 'pack'));
    // Builds that ran at the same time borrowed the same version: what each has added is kept.
    const before = await currentVersion(entry);
    const others = (before?.state.packs ?? []).filter((pack) => !own.includes(pack));
    const packs = [...own, ...others].sort();
    const known = newest({ ...before?.state.branches, ...branches }, Object.keys(branches));
    const isKnown = before !== null && others.length + own.length === before.state.packs.length;
    if (isKnown && JSON.stringify(known) === JSON.stringify(before.state.branches)) return;
    if (packs.length > MAX_PACKS) return this.discard(repositoryUuid);

    const name = `g-${randomBytes(8).toString('hex')}`;
    const half = join(entry, `.half-${name}`);
    await mkdir(join(half, 'pack'), { recursive: true });
    await linkPacks(join(from, 'objects', 'pack'), join(half, 'pack'), own);
    if (before !== null) await linkPacks(join(before.directory, 'pack'), join(half, 'pack'), others);
    const bytes = await sizeOf(join(half, 'pack'), packs);
    if (bytes > this.limitBytes) return this.discard(repositoryUuid);
    await writeFile(join(half, 'shallow'), await joinShallow(from, before?.directory));
    await writeFile(join(half, STATE), JSON.stringify({ branches: known, packs, bytes }));
    await rename(half, join(entry, name));
    await writeFile(join(entry, `.half-${CURRENT}-${name}`), `${name}\n`);
    await rename(join(entry, `.half-${CURRENT}-${name}`), join(entry, CURRENT));
    await removeOldVersions(entry, name);
    await this.evict(entry);
  }

  /** Removes the entries that were not used for longest until the cache is within its limit. */
  private async evict(keep: string): Promise<void> {
    const names = await readdir(this.directory);
    const entries = await Promise.all(
      names.map(async (name) => {
        const path = join(this.directory, name);
        const version = await currentVersion(path);
        return { path, bytes: version?.state.bytes ?? 0, used: await lastUsed(path) };
      }),
    );
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { path, bytes } of entries.sort((a, b) => a.used - b.used)) {
      if (total <= this.limitBytes) return;
      if (path === keep) continue;
      await rm(path, { recursive: true, force: true });
      total -= bytes;
    }
  }

  private entry(repositoryUuid: string): string {
    return join(this.directory, createHash('sha256').update(repositoryUuid).digest('hex').slice(0, 40));
  }
}

/** The branches of this build, and as many of the others as there is room for. */
function newest(known: Record<string, string | null>, latest: string[]): Record<string, string | null> {
  const others = Object.keys(known).filter((name) => !latest.includes(name));
  const kept = [...others.slice(-MAX_BRANCHES), ...latest].sort();
  return Object.fromEntries(kept.map((name) => [name, own(known, name) ?? null]));
}

async function linkPacks(from: string, to: string, packs: readonly string[]): Promise<void> {
  const names = (await readdir(from)).filter((name) => packs.includes(name.replace(/\.[a-z]+$/, '')));
  if (names.length < packs.length * 2) throw new Error('a pack is missing');
  await Promise.all(
    names
      .filter((name) => /\.(pack|idx|promisor|rev)$/.test(name))
      .map(async (name) => {
        try {
          await link(join(from, name), join(to, name));
        } catch (error) {
          // Another file system, or one without links.
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error;
          await copyFile(join(from, name), join(to, name));
        }
      }),
  );
}

/** Refs show the server what is here already. */
async function lendRefs(to: string, tips: readonly (string | null)[]): Promise<void> {
  await mkdir(join(to, 'refs', 'cached'), { recursive: true });
  const known = [...new Set(tips)].filter((tip) => tip !== null);
  await Promise.all(known.map((tip) => writeFile(join(to, 'refs', 'cached', tip), `${tip}\n`)));
}

/** The commits at which the histories were cut, of both. One more than needed does no harm. */
async function joinShallow(...directories: (string | undefined)[]): Promise<string> {
  const lines = new Set<string>();
  for (const directory of directories) {
    if (directory === undefined) continue;
    const text = await readFile(join(directory, 'shallow'), 'utf8').catch(() => '');
    for (const line of text.split('\n')) if (line !== '') lines.add(`${line}\n`);
  }
  return [...lines].sort().join('');
}

async function sizeOf(packDirectory: string, packs: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    packs.flatMap((pack) =>
      ['pack', 'idx'].map((extension) => stat(join(packDirectory, `${pack}.${extension}`))),
    ),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

async function removeOldVersions(entry: string, current: string): Promise<void> {
  for (const name of await readdir(entry)) {
    if (name === current || name === CURRENT) continue;
    const path = join(entry, name);
    const isHalf = name.startsWith('.half-');
    const age = isHalf ? Date.now() - (await stat(path)).mtimeMs : Infinity;
    if (age > ABANDONED_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}
