import type { DatabaseSchema, EnumType, Sequence, Table } from '@amplication/postgres-schema';
import { ModelTooLargeError } from '../../errors';
import type { Place } from '../../loss';
import type { StatementText } from './statement-text';

/** What a loss is about, before it is known what becomes of it. */
export interface LostPart {
  place: Place;
  /** As `schema.name`; null for the whole. */
  table: string | null;
  subject: string;
  reason: string;
}

/** A domain: a type by another name, with checks of its own. */
export interface Domain {
  type: string;
  notNull: boolean;
  default: string | null;
  /** About VALUE. */
  checks: string[];
}

/** What owns a name in a schema: tables, their indexes and sequences share one space of names. */
export type Relation =
  | { kind: 'table'; table: Table }
  | { kind: 'index'; table: Table }
  | { kind: 'sequence'; sequence: Sequence }
  | { kind: 'identity' }
  /** Something that does not come along: a view, a foreign table, a partition. */
  | { kind: 'lost' };

export interface ObjectName {
  schema: string;
  name: string;
}

/** More of one kind than PostgreSQL has in a table, or any model in all, would only cost time. */
const MOST = { tables: 1_000, sequences: 2_000, columns: 1_600, parts: 1_000 } as const;

/** Nobody reads a longer list. */
const MOST_LOSSES = 5_000;

/** No name holds a NUL: a text with one is refused before it is read. */
const keyOf = ({ schema, name }: ObjectName) => `${schema}\0${name}`;

const placeKey = (table: string, part: string | null) => (part === null ? table : `${table}\0${part}`);

/** The database as far as the statements up to now have made it. */
export class DatabaseDraft {
  readonly extensions = new Set<string>();
  private readonly losses: LostPart[] = [];
  private unsaid = 0;
  searchPath = ['public'];
  private readonly enums = new Map<string, EnumType>();
  private readonly domains = new Map<string, Domain>();
  private readonly lostTypes = new Set<string>();
  readonly lostFunctions = new Set<string>();
  private readonly relations = new Map<string, Relation>();
  private readonly tableSet = new Set<Table>();
  private readonly sequenceSet = new Set<Sequence>();
  private readonly constraints = new Map<string, number>();
  private readonly places = new Map<string, Place>();

  /** What the statements come to. */
  schema(): DatabaseSchema {
    return {
      extensions: [...this.extensions],
      enums: [...this.enums.values()],
      sequences: this.sequences(),
      tables: this.tables(),
    };
  }

  lose(place: Place, table: ObjectName | null, subject: string, reason: string): void {
    if (this.losses.length >= MOST_LOSSES) this.unsaid += 1;
    else this.losses.push({ place, table: table && `${table.schema}.${table.name}`, subject, reason });
  }

  /** All that was lost; of very many things, how many more there are. */
  allLosses(): LostPart[] {
    const [last] = this.losses.slice(-1);
    if (this.unsaid === 0 || !last) return this.losses;
    const reason = `${this.unsaid} more things do not come along from here on.`;
    return [...this.losses, { place: last.place, table: null, subject: 'more', reason }];
  }

  /** Remembers where a table, or a part of it, is declared. */
  declare(table: ObjectName, part: string | null, place: Place): void {
    this.places.set(placeKey(`${table.schema}.${table.name}`, part), place);
  }

  /** Where a table, or a part of it, is declared; null for what was never seen. */
  placeOf(table: string, part: string | null): Place | null {
    return this.places.get(placeKey(table, part)) ?? null;
  }

  /** The places of a table that is called otherwise from now on. */
  moveDeclarations(from: ObjectName, table: Table): void {
    const old = `${from.schema}.${from.name}`;
    const parts = [null, ...table.columns.map(({ name }) => name)];
    for (const part of parts) {
      const place = this.placeOf(old, part);
      if (place) this.declare(table, part, place);
    }
  }

  /** The full name of what a statement creates. */
  created(schema: string | undefined, name: string | undefined): ObjectName {
    return { schema: schema ?? this.searchPath[0] ?? 'public', name: name ?? '' };
  }

  /** The full name of what a statement speaks of. */
  meant(schema: string | undefined, name: string | undefined): ObjectName {
    if (schema !== undefined) return { schema, name: name ?? '' };
    const path = [...this.searchPath, 'public'];
    const found = path.find((one) => this.relations.has(keyOf({ schema: one, name: name ?? '' })));
    return this.created(found, name);
  }

  relation(at: ObjectName): Relation | undefined {
    return this.relations.get(keyOf(at));
  }

  table(at: ObjectName): Table | null {
    const found = this.relation(at);
    return found?.kind === 'table' ? found.table : null;
  }

  addRelation(at: ObjectName, relation: Relation): void {
    this.removeRelation(at);
    this.relations.set(keyOf(at), relation);
    if (relation.kind === 'table') this.tableSet.add(relation.table);
    if (relation.kind === 'sequence') this.sequenceSet.add(relation.sequence);
    refuseMore('tables', this.tableSet.size, MOST.tables);
    refuseMore('sequences', this.sequenceSet.size, MOST.sequences);
  }

  removeRelation(at: ObjectName): void {
    const found = this.relations.get(keyOf(at));
    if (found?.kind === 'table') this.tableSet.delete(found.table);
    if (found?.kind === 'sequence') this.sequenceSet.delete(found.sequence);
    this.relations.delete(keyOf(at));
  }

  /** Refuses a table of more than PostgreSQL would have. */
  checkSize({ name, columns, uniques, checks, foreignKeys, indexes }: Table): void {
    refuseMore(`columns in the table ${name}`, columns.length, MOST.columns);
    for (const list of [uniques, checks, foreignKeys, indexes])
      refuseMore(`constraints or indexes of one kind on the table ${name}`, list.length, MOST.parts);
  }

  isRelation = (at: ObjectName): boolean => this.relations.has(keyOf(at));

  tables(): Table[] {
    return [...this.tableSet];
  }

  sequences(): Sequence[] {
    return [...this.sequenceSet];
  }

  /** Names of constraints: PostgreSQL chooses one that is free in the whole schema. */
  addConstraint(at: ObjectName): void {
    this.constraints.set(keyOf(at), (this.constraints.get(keyOf(at)) ?? 0) + 1);
  }

  removeConstraint(at: ObjectName): void {
    const count = (this.constraints.get(keyOf(at)) ?? 0) - 1;
    if (count > 0) this.constraints.set(keyOf(at), count);
    else this.constraints.delete(keyOf(at));
  }

  isConstraint = (at: ObjectName): boolean => this.constraints.has(keyOf(at));

  addEnum(at: ObjectName, values: string[]): void {
    this.enums.set(keyOf(at), { ...at, values, comment: '' });
  }

  moveEnum(from: ObjectName, to: ObjectName): void {
    const found = this.enums.get(keyOf(from));
    if (!found) return;
    this.enums.delete(keyOf(from));
    this.enums.set(keyOf(to), Object.assign(found, to));
  }

  addDomain(at: ObjectName, domain: Domain): void {
    this.domains.set(keyOf(at), domain);
  }

  addLostType(at: ObjectName): void {
    this.lostTypes.add(keyOf(at));
  }

  removeType(at: ObjectName): void {
    this.enums.delete(keyOf(at));
    this.domains.delete(keyOf(at));
    this.lostTypes.delete(keyOf(at));
  }

  enumOf = (names: readonly string[]): EnumType | null => this.typeIn(this.enums, names)?.value ?? null;
  domainOf = (names: readonly string[]): Domain | null => this.typeIn(this.domains, names)?.value ?? null;
  lostTypeOf = (names: readonly string[]): ObjectName | null => {
    const at = this.pathOf(names).find((one) => this.lostTypes.has(keyOf(one)));
    return at ?? null;
  };

  private typeIn<T>(types: ReadonlyMap<string, T>, names: readonly string[]): { value: T } | null {
    for (const at of this.pathOf(names)) {
      const value = types.get(keyOf(at));
      if (value !== undefined) return { value };
    }
    return null;
  }

  private pathOf(names: readonly string[]): ObjectName[] {
    const name = names.at(-1) ?? '';
    const schema = names.length > 1 ? names.at(-2) : undefined;
    const schemas = schema === undefined ? [...this.searchPath, 'public'] : [schema];
    return schemas.map((one) => ({ schema: one, name }));
  }
}

function refuseMore(what: string, found: number, most: number): void {
  if (found > most) throw new ModelTooLargeError(`at most ${most} ${what}`, 'more');
}

/** What a statement works on. */
export interface Context {
  draft: DatabaseDraft;
  at: StatementText;
}
