import { type PgTable } from 'drizzle-orm/pg-core';
import { type TestService, type Values } from './test-service.js';

/** A row of another entity that each row refers to. */
export interface Reference {
  readonly to: () => TestRows;
  /** What of the row holds what of the other. */
  readonly holds: Readonly<Record<string, string>>;
  /** Whether there is no row without. */
  readonly isNeeded: boolean;
  /** Whether a caller must say it, may, or may not. */
  readonly given: 'required' | 'optional' | 'never';
}

export interface RowFacts {
  /** In sentences: `order item`. */
  readonly words: string;
  readonly route: string;
  readonly table: PgTable;
  /** What names one row; empty where nothing does. */
  readonly key: readonly string[];
  /** What a caller has to say. Of two numbers it makes values that differ wherever they have to. */
  readonly least: (n: number) => Values;
  /** What a caller may say besides. */
  readonly more: (n: number) => Values;
  /** What no caller may say and PostgreSQL does not know either. */
  readonly kept: (n: number) => Values;
  /** Who owns a row that a test makes, where the model asks for it. */
  readonly ours: Values;
  readonly refersTo: readonly Reference[];
}

/** Rows of one entity, for tests. */
export class TestRows {
  readonly table: PgTable;
  readonly words: string;
  readonly route: string;
  readonly key: readonly string[];
  readonly refersTo: readonly Reference[];

  constructor(private readonly facts: RowFacts) {
    ({
      table: this.table,
      words: this.words,
      route: this.route,
      key: this.key,
      refersTo: this.refersTo,
    } = facts);
  }

  /** The least that a caller has to send. Rows that it refers to are made. */
  async least(service: TestService, values: Values = {}): Promise<Values> {
    return await this.referring(service, ({ given }) => given === 'required', {
      ...this.facts.least(service.next()),
      ...values,
    });
  }

  /** All that a caller may send. Rows that it refers to are made. */
  async all(service: TestService, values: Values = {}): Promise<Values> {
    const n = service.next();
    return await this.referring(service, ({ given }) => given !== 'never', {
      ...this.facts.least(n),
      ...this.facts.more(n),
      ...values,
    });
  }

  /** Puts a row into the database, with no more than every row has. */
  async make(service: TestService, values: Values = {}): Promise<Values> {
    const n = service.next();
    const own = { ...this.facts.least(n), ...this.facts.kept(n), ...this.facts.ours, ...values };
    return await this.insert(service, own, ({ isNeeded, given }) => isNeeded || given === 'required');
  }

  /** Puts a row into the database that has all values and refers to all that it can. */
  async makeWhole(service: TestService, values: Values = {}): Promise<Values> {
    const n = service.next();
    const { least, more, kept, ours } = this.facts;
    return await this.insert(
      service,
      { ...least(n), ...more(n), ...kept(n), ...ours, ...values },
      () => true,
    );
  }

  /** The key of a row, for its path: `orders/1`. */
  path(row: Values): string {
    return [this.route, ...this.key.map((name) => encodeURIComponent(String(row[name])))].join('/');
  }

  /** Whether two rows are the same one, or have the same values where nothing names them. */
  isSame(one: Values, other: Values): boolean {
    const names = this.key.length > 0 ? this.key : Object.keys(one);
    return names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));
  }

  /** How PostgreSQL has a row; undefined where it is not there. */
  async stored(service: TestService, row: Values): Promise<Values | undefined> {
    return (await service.rowsOf(this.table)).find((one) => this.isSame(row, one));
  }

  /** A row that was there once. */
  async makeGone(service: TestService): Promise<Values> {
    const row = await this.make(service);
    await service.remove(this.table, Object.fromEntries(this.key.map((name) => [name, row[name]])));
    return row;
  }

  private async insert(
    service: TestService,
    values: Values,
    isWanted: (reference: Reference) => boolean,
  ): Promise<Values> {
    return await service.insert(this.table, await this.referring(service, isWanted, values));
  }

  /** The values with those of rows that are made to be referred to. What is said already stays. */
  private async referring(
    service: TestService,
    isWanted: (reference: Reference) => boolean,
    values: Values,
  ): Promise<Values> {
    let all = values;
    for (const reference of this.refersTo) {
      const names = Object.entries(reference.holds);
      if (names.some(([here]) => all[here] === null)) continue;
      const said = names.filter(([here]) => all[here] !== undefined);
      if (said.length === 0 && !isWanted(reference)) continue;
      const wanted = Object.fromEntries(said.map(([here, there]) => [there, all[here]]));
      const other = await reference.to().find(service, wanted, said.length < names.length);
      all = { ...all, ...Object.fromEntries(names.map(([here, there]) => [here, other[there]])) };
    }
    return all;
  }

  /** A row with some values: one that is there, unless it is to be new. */
  private async find(service: TestService, values: Values, isNew: boolean): Promise<Values> {
    const names = Object.keys(values);
    const rows = isNew ? [] : await service.rowsOf(this.table);
    const found = rows.find((row) => names.every((name) => String(row[name]) === String(values[name])));
    return found ?? (await this.make(service, values));
  }
}
