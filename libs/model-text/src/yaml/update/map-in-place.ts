import { isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Level } from '../write/node-of';
import { type Edits, inlinePair, NotInPlace, pairText } from './edits';

export const nameOf = ({ key }: Pair): string =>
  isScalar(key) ? (typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))) : '';

/** A mapping of a text, of which entries are changed where they stand. */
export class MapInPlace {
  private readonly indent: number;
  private readonly isFlow: boolean;

  constructor(
    private readonly edits: Edits,
    private readonly map: YAMLMap,
    /** Where its values stand. */
    readonly level: Level,
  ) {
    this.isFlow = map.flow === true;
    const start = this.startOf(map.items[0]);
    this.indent = start - edits.lineStart(start);
  }

  /** Takes an entry away with its line; comments above it stay. */
  remove(pair: Pair | undefined): void {
    if (!pair || this.map.items.length === 1) throw new NotInPlace('Nothing would be left.');
    const [start, end] = [this.startOf(pair), this.edits.endOfPair(pair)];
    const index = this.map.items.indexOf(pair);
    if (this.isFlow) {
      const [previous, next] = [this.map.items[index - 1], this.map.items[index + 1]];
      if (previous) this.edits.replace(this.edits.endOfPair(previous), end, '');
      else this.edits.replace(start, this.startOf(next), '');
      return;
    }
    const lineStart = this.edits.lineStart(start);
    if (this.edits.source.slice(lineStart, start).trim() !== '') throw new NotInPlace('It shares its line.');
    this.edits.replace(lineStart, Math.min(this.edits.lineEnd(end) + 1, this.edits.source.length), '');
  }

  rename(pair: Pair, name: string): void {
    const [from, to] = [this.startOf(pair), isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0];
    const text = inlinePair(name, 1);
    this.edits.replace(from, to, text.slice(0, text.lastIndexOf(':')));
  }

  /** Writes an entry anew behind its name, which stays as it is written. */
  replace(pair: Pair, key: string, value: unknown): void {
    const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0;
    const text = this.isFlow ? inlinePair(key, value) : pairText(key, value, this.indent, this.level);
    const name = inlinePair(key, 1);
    this.edits.replace(keyEnd, this.edits.endOfPair(pair), text.slice(name.lastIndexOf(':')));
  }

  /** Adds an entry behind another; null: before all. */
  insert(previous: Pair | null, key: string, value: unknown): void {
    const first = this.startOf(this.map.items[0]);
    if (this.isFlow) {
      const text = inlinePair(key, value);
      if (previous) this.edits.replace(...this.point(this.edits.endOfPair(previous)), `, ${text}`);
      else this.edits.replace(...this.point(first), `${text}, `);
      return;
    }
    const text = pairText(key, value, this.indent, this.level);
    const blanks = ' '.repeat(this.indent);
    if (!previous) this.edits.replace(...this.point(first), `${text}\n${blanks}`);
    else
      this.edits.replace(
        ...this.point(this.edits.lineEnd(this.edits.endOfPair(previous))),
        `\n${blanks}${text}`,
      );
  }

  private point = (offset: number): [number, number] => [offset, offset];

  private startOf(pair: Pair | undefined): number {
    const key = pair?.key;
    if (!isScalar(key) || !key.range) throw new NotInPlace('It has no name.');
    return key.range[0];
  }
}
