import type { Place } from '../../loss';

/** What a loss is about, before it is known what becomes of it. */
export interface LostPart {
  place: Place;
  /** As `schema.name`; null for the whole. */
  table: string | null;
  subject: string;
  reason: string;
}

/** Nobody reads a longer list. */
const MOST_LOSSES = 5_000;

/** What was lost so far, as far as anybody reads it. */
export class LostParts {
  private readonly parts: LostPart[] = [];
  private unsaid = 0;

  add(part: LostPart): void {
    if (this.parts.length >= MOST_LOSSES) this.unsaid += 1;
    else this.parts.push(part);
  }

  /** All that was lost; of very many things, how many more there are. */
  all(): LostPart[] {
    const last = this.parts.at(-1);
    if (this.unsaid === 0 || !last) return this.parts;
    const reason = `${this.unsaid} more things do not come along from here on.`;
    return [...this.parts, { place: last.place, table: null, subject: 'more', reason }];
  }
}
