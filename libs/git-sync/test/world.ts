import fc from 'fast-check';
import { foldersAbove } from '../src/plan/tree/paths';
import { RepositoryInMemory } from '../src/testing';
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

/** A repository in memory, and what a user does to its files. */
export class World extends RepositoryInMemory {
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

  generation(files: ReadonlyMap<string, string[]>): Map<string, GeneratedFile> {
    return new Map(
      [...files].map(([path, lines]) => [path, { mode: '100644', blob: this.store(lines.join('\n')) }]),
    );
  }
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
