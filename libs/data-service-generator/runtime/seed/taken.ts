import type { Row } from './entity-seed.js';

/** Which values of columns that must be unique are there already. */
export class Taken {
  private readonly sets: { columns: readonly string[]; values: Set<string> }[];

  constructor(uniques: readonly (readonly string[])[]) {
    this.sets = uniques.map((columns) => ({ columns, values: new Set<string>() }));
  }

  /** Notes a row; false, and nothing noted, where one like it is there. */
  add(row: Row): boolean {
    const wanted = this.sets.flatMap(({ columns, values }) => {
      const parts = columns.map((column) => row[column]);
      // What the database makes is unique by itself, and without a value nothing is equal.
      return parts.some((part) => part === undefined || part === null)
        ? []
        : [{ values, key: JSON.stringify(parts) }];
    });
    if (wanted.some(({ values, key }) => values.has(key))) return false;
    for (const { values, key } of wanted) values.add(key);
    return true;
  }
}
