import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeText } from '../git/merge/merge-text';
import { blobId } from '../git/objects/blob-id';
import type { GitContext } from '../git/process/git-process';
import { type Conclusion, conclude, type MergeOutcome } from '../plan/conclude';
import { ignoreRules } from '../plan/ignore-rules';
import type { ManifestFiles } from '../plan/manifest';
import { MIN_MOVED_BYTES, moveCandidates } from '../plan/moved-files';
import { type Plan, planFiles } from '../plan/plan';
import { followRenames } from '../plan/renamed-files';
import type { Change } from '../plan/tree/change';
import { foldersAbove } from '../plan/tree/paths';
import type { TreeEntry } from '../plan/tree/tree';
import { mergesOf } from '../sync/merge-files';
import type { ConflictStrategy, GeneratedFile } from '../types';

/** A branch in memory, planned on and merged by the code and the git that a build uses; nothing is fetched or pushed. */
export class RepositoryInMemory {
  readonly blobs = new Map<string, Buffer>();
  private readonly merged = new Map<string, MergeOutcome>();
  tree = new Map<string, TreeEntry>();
  manifest: ManifestFiles = new Map();

  private readonly context: GitContext;

  /** `directory`: an empty one, for the files of merges. */
  constructor(directory: string) {
    mkdirSync(join(directory, 'merge'));
    this.context = { git: 'git', directory, signal: new AbortController().signal, timeoutMs: 60_000 };
  }

  store(content: string | Buffer): string {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const id = blobId(bytes);
    this.blobs.set(id, bytes);
    return id;
  }

  read(path: string): Buffer | undefined {
    return this.blobs.get(this.tree.get(path)?.blob ?? '');
  }

  async plan(
    next: ReadonlyMap<string, GeneratedFile>,
    story: { ignore: string; strategy: ConflictStrategy },
    order: <T>(entries: Iterable<T>) => T[] = (entries) => [...entries],
  ): Promise<Plan & Conclusion> {
    const ignored = ignoreRules('', { repository: story.ignore });
    const followed = followRenames({
      root: '',
      previous: new Map(order(this.manifest)),
      tip: new Map(order(this.tree)),
      next: new Map(order(next)),
      ignored,
    });
    const { files: previous, tip, renamed, stuck } = followed;
    const moves = moveCandidates('', previous, next, tip).filter(
      ({ blob }) => (this.blobs.get(blob)?.length ?? 0) >= MIN_MOVED_BYTES,
    );
    const plan = planFiles({
      root: '',
      previous,
      tip,
      next: new Map(order(next)),
      ignored,
      moves: new Map(moves.map(({ path, movedTo }) => [path, movedTo])),
      renamed,
      stuck,
    });
    const merges = new Map<string, MergeOutcome>();
    for (const { place, merge } of mergesOf(plan.files)) {
      const strategy = merge.whole === true ? 'keep-whole' : story.strategy;
      merges.set(place, await this.merge(merge.base, merge.yours.blob, merge.generated, strategy));
    }
    const conclusion = conclude(plan, merges, {
      root: '',
      origins: followed.origins,
      along: followed.along,
    });
    return { ...plan, ...conclusion, changes: [...followed.changes, ...conclusion.changes] };
  }

  apply({ changes, manifest }: { changes: readonly Change[]; manifest: ManifestFiles }): void {
    for (const change of changes) {
      if (change.kind === 'delete') this.tree.delete(change.path);
      else if (change.kind === 'rename') this.rename(change.from, change.to);
      else this.write(change.path, change.mode, contentBlob(change));
    }
    this.manifest = manifest;
  }

  /** As git does: a file takes the place of a folder, and folders that of a file above. */
  write(path: string, mode: string, blob: string): void {
    for (const other of this.tree.keys()) if (other.startsWith(`${path}/`)) this.tree.delete(other);
    for (const folder of foldersAbove(path)) this.tree.delete(folder);
    this.tree.set(path, { mode, blob });
  }

  private rename(from: string, to: string): void {
    const entry = this.tree.get(from);
    if (entry === undefined) throw new Error(`${from} is to be renamed and is not there`);
    this.tree.delete(from);
    this.write(to, entry.mode, entry.blob);
  }

  private async merge(
    base: string,
    yours: string,
    generated: string,
    strategy: ConflictStrategy | 'keep-whole',
  ): Promise<MergeOutcome> {
    const key = [base, yours, generated, strategy].join();
    const known = this.merged.get(key);
    if (known !== undefined) return known;
    const bytes = (id: string) => this.blobs.get(id) ?? Buffer.alloc(0);
    const inputs = { base: bytes(base), yours: bytes(yours), generated: bytes(generated) };
    const outcome = await mergeText(this.context, { name: String(this.merged.size), ...inputs, strategy });
    if (outcome.kind !== 'kept') this.store(readFileSync(outcome.file));
    this.merged.set(key, outcome);
    return outcome;
  }
}

function contentBlob({ content }: Extract<Change, { kind: 'write' }>): string {
  return content.from === 'bytes' ? blobId(content.bytes) : content.blob;
}
