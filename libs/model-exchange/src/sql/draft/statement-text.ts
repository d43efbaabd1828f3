import type { Place } from '@amplication/model-text';
import type { Statement } from '../../sql-text/statements';

/** A statement whose tree counts in bytes of UTF-8, and whose text counts in UTF-16. */
export class StatementText {
  private readonly isPlain: boolean;
  private offsets: Uint32Array | null = null;

  constructor(
    readonly statement: Statement,
    private readonly placeOf: (offset: number) => Place,
  ) {
    this.isPlain = Buffer.byteLength(statement.text) === statement.text.length;
  }

  get text(): string {
    return this.statement.text;
  }

  /** Where a node stands in the text of the statement. */
  indexOf(location: number | undefined): number {
    const bytes = location ?? 0;
    if (this.isPlain || bytes < 0) return Math.max(0, bytes);
    this.offsets ??= offsetsOf(this.text);
    return this.offsets[bytes] ?? this.text.length;
  }

  /** Where a node stands in the whole text; without one, where the statement begins. */
  place(location?: number): Place {
    return this.placeOf(this.statement.start + (location === undefined ? 0 : this.indexOf(location)));
  }
}

/** For each byte of UTF-8 the index of its character in UTF-16. */
function offsetsOf(text: string): Uint32Array {
  const offsets = new Uint32Array(Buffer.byteLength(text) + 1);
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    const size = Buffer.byteLength(character);
    offsets.fill(index, bytes, bytes + size);
    bytes += size;
    index += character.length;
  }
  offsets[bytes] = index;
  return offsets;
}
