import type { Place } from '@amplication/model-text';

/** Where tables, and the parts of each, are declared. */
export class Declarations {
  /** By `schema.name`, and then by the name of the part; null is the table itself. */
  private readonly places = new Map<string, Map<string | null, Place>>();

  add(table: string, part: string | null, place: Place): void {
    const parts = this.places.get(table) ?? new Map<string | null, Place>();
    this.places.set(table, parts);
    parts.set(part, place);
  }

  placeOf(table: string, part: string | null): Place | null {
    return this.places.get(table)?.get(part) ?? null;
  }

  /** A table is called otherwise from now on. */
  move(from: string, to: string): void {
    const parts = this.places.get(from);
    if (!parts || from === to) return;
    this.places.delete(from);
    this.places.set(to, parts);
  }
}
