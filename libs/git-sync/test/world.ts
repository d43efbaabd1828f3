import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { mergeText } from '../src/git/merge/merge-text';
import { blobId } from '../src/git/objects/blob-id';
import type { GitContext } from '../src/git/process/git-process';
import { type Conclusion, conclude, type MergeOutcome } from '../src/plan/conclude';
import { ignoreRules } from '../src/plan/ignore-rules';
import type { ManifestFiles } from '../src/plan/manifest';
import { MIN_MOVED_BYTES, moveCandidates } from '../src/plan/moved-files';
import { type Plan, planFiles } from '../src/plan/plan';
import { followRenames } from '../src/plan/renamed-files';
import type { Change } from '../src/plan/tree/change';
import { foldersAbove } from '../src/plan/tree/paths';
import type { TreeEntry } from '../src/plan/tree/tree';
import { mergesOf } from '../src/sync/merge-files';
import type { ConflictStrategy, GeneratedFile } from '../src/types';

/** Paths that clash with each other as file and folder, and share base names. */
export const PATHS = ['a.txt', 'src', 'src/a.txt', 'src/b.txt', 'lib/a.txt', 'lib/deep/a.txt', 'docs/x.md'];

/** What a user may do to one path. `at` chooses lines. */
export type Edit =
  | { kind: 'delete' | 'crlf' | 'symlink' | 'binary' }
  | { kind: 'insert' | 'replace'; at: number }
  | { kind: 'move'; to: string };

export interface Story {
  first: Map<string, string[]>;
  second: Map<string, string[]>;
  edits: Map<string, Edit>;
  ignore: string;
  strategy: ConflictStrategy;
}

/** A repository's tree in memory, with the real three-way merge. */
export class World {
  readonly blobs = new Map<string, Buffer>();
  private readonly merged = new Map<string, MergeOutcome>();
  tree = new Map<string, TreeEntry>();
  manifest: ManifestFiles = new Map();

  constructor(private readonly context: GitContext) {}

  store(content: string | Buffer): string {
    const bytes = Buffer.from(content as string);
    const id = blobId(bytes);
    this.blobs.set(id, bytes);
    return id;
  }

  read(path: string): Buffer | undefined {
    return this.blobs.get(this.tree.get(path)?.blob ?? '');
  }

  generation(files: ReadonlyMap<string, string[]>): Map<string, GeneratedFile> {
    return new Map(
      [...files].map(([path, lines]) => [path, { mode: '100644', blob: this.store(lines.join('\n')) }]),
    );
  }

  async plan(
    next: ReadonlyMap<string, GeneratedFile>,
    story: Pick<Story, 'ignore' | 'strategy'>,
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
    const conclusion = conclude(plan, merges, { root: '', origins: followed.origins });
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

  edit(edits: ReadonlyMap<string, Edit>): void {
    let count = 0;
    for (const [path, edit] of edits) {
      const mine = () => `mine-${(count += 1)}`;
      const old = this.read(path);
      if (old === undefined) {
        const isFree = !PATHS.some(
          (other) => this.tree.has(other) && (other.startsWith(`${path}/`) || path.startsWith(`${other}/`)),
        );
        if (isFree) this.write(path, '100644', this.store(`${mine()}\n`));
      } else this.editFile(path, old, edit, mine);
    }
  }

  private editFile(path: string, old: Buffer, edit: Edit, mine: () => string): void {
    const lines = old.toString().split('\n');
    const place = (content: string | Buffer, mode = '100644') => this.write(path, mode, this.store(content));
    switch (edit.kind) {
      case 'delete':
        return void this.tree.delete(path);
      case 'crlf':
        return place(old.toString().replaceAll('\n', '\r\n'));
      case 'symlink':
        return place(mine(), '120000');
      case 'binary':
        return place(Buffer.from(`\0${mine()}\n`));
      case 'insert':
        return place(lines.toSpliced(edit.at % (lines.length + 1), 0, mine(), mine()).join('\n'));
      case 'replace':
        return place(lines.toSpliced(edit.at % lines.length, 1, mine()).join('\n'));
      case 'move':
        if (this.tree.has(edit.to) || [...foldersAbove(edit.to)].some((folder) => this.tree.has(folder)))
          return;
        if ([...this.tree.keys()].some((other) => other.startsWith(`${edit.to}/`))) return;
        this.tree.delete(path);
        this.write(edit.to, '100644', this.store(old));
    }
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

const line = fc.constantFrom('import { a }', 'class Order {', '  total = 0', '}', '', 'export const x = 1');
const lines = fc.array(line, { minLength: 1, maxLength: 8 });

/** Generated files by path; never a file below a file, as the generator promises. */
const files = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), lines), { maxLength: 6 })
  .map((entries) => new Map(entries))
  .map(
    (entries) =>
      new Map(
        [...entries].filter(([path]) => ![...foldersAbove(path)].some((folder) => entries.has(folder))),
      ),
  );

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('insert' as const, 'replace' as const), at: fc.nat(20) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('delete' as const, 'crlf' as const, 'symlink' as const, 'binary' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      to: fc.constantFrom('moved/a.txt', 'moved/b.txt', 'lib/a.txt'),
    }),
  },
);

/** A first generation, a user's edits, a second generation. */
export const stories: fc.Arbitrary<Story> = fc.record({
  first: files,
  second: files,
  edits: fc
    .array(fc.tuple(fc.constantFrom(...PATHS), edit), { maxLength: 4 })
    .map((entries) => new Map(entries)),
  ignore: fc.constantFrom('', '', '*.md', 'lib/', 'src\n!src/a.txt'),
  strategy: fc.constantFrom('keep-yours' as const, 'take-generated' as const),
});
