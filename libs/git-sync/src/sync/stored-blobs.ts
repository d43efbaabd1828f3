import { fetchBlobs, fetchWholeTip } from '../git/remote/fetch';
import type { Build } from './build';

/** A blob as it can be had: its bytes, or the reason why not. */
export type StoredBlob = { bytes: Buffer } | { missing: true } | { tooLarge: number };

/**
 * The contents of a repository's files, from the cheapest place: what we generated is in the artifact store, what was
 * fetched is in the build's repository, and the rest is fetched, all in one request.
 */
export class StoredBlobs {
  constructor(private readonly build: Build) {}

  /** Makes sure that these blobs are here. `branch` is one whose tip holds them. */
  async provide(ids: Iterable<string>, branch: string): Promise<void> {
    const absent: string[] = [];
    for (const id of new Set(ids)) {
      if (!(await this.isHere(id))) absent.push(id);
    }
    if (absent.length === 0) return;
    const { remote, log } = this.build;
    if ((await fetchBlobs(remote, absent)) === 'fetched') return;
    log.warn({ blobs: absent.length }, 'git: the server gives no single objects, fetching the whole tip');
    await fetchWholeTip(remote, branch);
  }

  async read(id: string, limit: number): Promise<StoredBlob> {
    const object = await this.build.reader.read(id, limit);
    if (object !== null) return object.bytes === null ? { tooLarge: object.size } : { bytes: object.bytes };
    const bytes = await this.build.request.blobs.read(id);
    if (bytes === null) return { missing: true };
    return bytes.length > limit ? { tooLarge: bytes.length } : { bytes };
  }

  /** Whether a blob can be read without asking the remote. */
  async isHere(id: string): Promise<boolean> {
    return (await this.build.reader.has(id)) || (await this.build.request.blobs.read(id)) !== null;
  }
}
