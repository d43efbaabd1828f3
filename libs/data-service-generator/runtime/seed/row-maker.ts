import type { Faker } from '@faker-js/faker';
import { type Draw, newDraw } from './makers/draw.js';
import { type EntitySeed, type FieldSeed, type RelationSeed, type Row, SeedProblem } from './entity-seed.js';
import { Taken } from './taken.js';

/** How often a row is tried before it is said that there is no other one. */
const TRIES = 60;

/** Of ten rows, how many have a value, or point at another row, where none is needed. */
const OFTEN = 8;

export interface Made {
  entity: EntitySeed;
  rows: readonly Row[];
}

/** Makes the rows of one entity. */
export class RowMaker {
  private readonly taken: Taken;
  /** Columns for which no value is known, and that are left empty. */
  readonly unknown = new Set<string>();
  private index = 0;

  /** @param made the rows that are there already, by the name of their entity */
  constructor(
    private readonly entity: EntitySeed,
    private readonly faker: Faker,
    private readonly made: ReadonlyMap<string, Made>,
  ) {
    this.taken = new Taken(entity.uniques);
  }

  /** A new row; nothing where all that could be are there. Throws a {@link SeedProblem} where none could ever be made. */
  async next(): Promise<Row | undefined> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const row = await this.attempt(attempt);
      if (row && this.taken.add(row)) {
        this.index += 1;
        return row;
      }
    }
    return undefined;
  }

  private async attempt(attempt: number): Promise<Row | undefined> {
    const row: Row = {};
    const draw = newDraw(this.faker, this.index, attempt, row);
    const { tenant } = this.entity;
    const field = tenant === undefined ? undefined : this.entity.fields[tenant];
    if (tenant !== undefined && field) row[tenant] = await field.make(draw);
    const empty = new Set<string>();
    for (const relation of this.entity.relations)
      if (!this.point(relation, row, empty) && relation.required) return undefined;
    for (const [name, one] of Object.entries(this.entity.fields))
      if (row[name] === undefined && !(empty.has(name) && !one.required))
        await this.fill(name, one, row, draw);
    return row;
  }

  /** Points at a row that is there; false where none fits or none is wanted, and then its columns stay empty. */
  private point({ to, columns, required }: RelationSeed, row: Row, empty: Set<string>): boolean {
    const found = this.made.get(to);
    const fitting = (found?.rows ?? []).filter((other) =>
      columns.every(({ own, other: theirs }) => {
        const value = other[theirs];
        return value !== null && value !== undefined && (row[own] === undefined || row[own] === value);
      }),
    );
    if (fitting.length === 0 || (!required && !this.isWanted(OFTEN))) {
      for (const { own } of columns) if (row[own] === undefined) empty.add(own);
      return false;
    }
    const chosen = this.faker.helpers.arrayElement(this.ofTenant(fitting, found, row));
    for (const { own, other } of columns) row[own] = chosen[other];
    return true;
  }

  /** Rows of the tenant that the row at hand has, as far as there are such. */
  private ofTenant(rows: readonly Row[], found: Made | undefined, row: Row): readonly Row[] {
    const [own, theirs] = [this.entity.tenant, found?.entity.tenant];
    if (own === undefined || theirs === undefined) return rows;
    const same = rows.filter((other) => other[theirs] === row[own]);
    return same.length > 0 ? same : rows;
  }

  private async fill(
    name: string,
    { make, required, often = OFTEN }: FieldSeed,
    row: Row,
    draw: Draw,
  ): Promise<void> {
    if (!required && !this.isWanted(often)) return;
    const value = await make(draw);
    if (value !== undefined) row[name] = value;
    else if (required)
      throw new SeedProblem(
        `No value is known for ${name} of ${this.entity.words} that its type and its rules let through. ` +
          'Such rows have to be made by hand.',
      );
    else this.unknown.add(name);
  }

  private isWanted(often: number): boolean {
    return this.faker.datatype.boolean({ probability: often / 10 });
  }
}
