import { fitName, type PhysicalPlace } from '@amplication/service-model';

/** Names that are taken. PostgreSQL keeps tables, indexes and sequences of a schema in one space, constraints per table. */
export class NameSpaces {
  private readonly taken = new Map<string, Set<string>>();

  /** Takes a name that is given. */
  take(space: string, name: string | null): void {
    if (name !== null) this.namesOf(space).add(name);
  }

  /**
   * The first of `stem_label`, `stem_label1`, `stem_label2`, … that is free in all of the spaces: so PostgreSQL names
   * what is made without a name.
   */
  derive(spaces: string[], stem: string, label: string): string {
    for (let count = 0; ; count++) {
      const name = fitName(stem, `_${label}${count === 0 ? '' : count}`);
      if (spaces.some((space) => this.namesOf(space).has(name))) continue;
      for (const space of spaces) this.take(space, name);
      return name;
    }
  }

  private namesOf(space: string): Set<string> {
    const names = this.taken.get(space) ?? new Set();
    this.taken.set(space, names);
    return names;
  }
}

/** The space of tables, indexes, sequences and the constraints that are indexes. */
export const relationsOf = (schema: string): string => JSON.stringify([schema]);

/** The space of the constraints of one table. */
export const constraintsOf = ({ schema, name }: PhysicalPlace): string => JSON.stringify([schema, name]);
