import type { Place } from '@amplication/model-text';
import { labelOf, type ObjectName } from './object-name';

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
  /** Constraints that do not hold for the rows that are there, until they are validated. */
  private readonly unchecked = new Map<string, LostPart>();
  /** Tables to which a loss belongs. */
  private readonly lossy = new Set<string>();
  private unsaid = 0;

  add(part: LostPart): void {
    if (part.table !== null) this.lossy.add(part.table);
    if (this.parts.length >= MOST_LOSSES) this.unsaid += 1;
    else this.parts.push(part);
  }

  /** Loses something of a constraint, unless that is validated later. */
  addUnchecked(constraint: string, part: LostPart): void {
    if (part.table !== null) this.lossy.add(part.table);
    this.unchecked.set(JSON.stringify([part.table, constraint]), part);
  }

  validate(table: string, constraint: string): void {
    this.unchecked.delete(JSON.stringify([table, constraint]));
  }

  /** A table is called otherwise from now on. */
  moveTable(from: ObjectName, to: ObjectName): void {
    const old = labelOf(from);
    if (!this.lossy.delete(old)) return;
    this.lossy.add(labelOf(to));
    for (const loss of [...this.parts, ...this.unchecked.values()]) {
      if (loss.table !== old) continue;
      loss.table = labelOf(to);
      if (loss.subject === from.name) loss.subject = to.name;
      if (loss.subject.startsWith(`${from.name}.`))
        loss.subject = to.name + loss.subject.slice(from.name.length);
    }
  }

  /** All that was lost; of very many things, how many more there are. */
  all(): LostPart[] {
    const parts = [...this.parts, ...this.unchecked.values()];
    const last = this.parts.at(-1);
    if (this.unsaid === 0 || !last) return parts;
    const reason = `${this.unsaid} more things do not come along from here on.`;
    return [...parts, { place: last.place, table: null, subject: 'more', reason }];
  }
}
