import type { Column, DatabaseSchema, ForeignKey, Sequence, Table } from '@amplication/postgres-schema';
import { ModelTooLargeError, type Place } from '@amplication/model-text';
import { Declarations } from './declarations';
import { type LostPart, LostParts } from './lost-parts';
import { MadeTypes } from './made-types';
import { keyOf, labelOf, type ObjectName } from './object-name';
import type { StatementText } from './statement-text';
import { Users } from './users';

/** What owns a name in a schema: tables, their indexes and sequences share one space of names. */
export type Relation =
  | { kind: 'table'; table: Table }
  | { kind: 'index'; table: Table }
  | { kind: 'sequence'; sequence: Sequence }
  | { kind: 'identity' }
  /** Something that does not come along: a view, a foreign table, a partition. */
  | { kind: 'lost' };

/** More of one kind than PostgreSQL has in a table, or any model in all, would only cost time. */
const MOST = { tables: 1_000, sequences: 2_000, columns: 1_600, parts: 1_000 } as const;

/** The database as far as the statements up to now have made it. */
export class DatabaseDraft {
  readonly extensions = new Set<string>();
  readonly types = new MadeTypes((names) => this.pathOf(names));
  readonly lostFunctions = new Set<string>();
  searchPath = ['public'];
  private readonly lost = new LostParts();
  private readonly declarations = new Declarations();
  private readonly relations = new Map<string, Relation>();
  private readonly tableSet = new Set<Table>();
  private readonly sequenceSet = new Set<Sequence>();
  private readonly constraints = new Map<string, number>();
  private readonly pointing = new Users<Table>((table) => this.tableSet.has(table));
  private readonly owned = new Users<Sequence>((sequence) => this.sequenceSet.has(sequence));
  private readonly columns = new Users<Table>((table) => this.tableSet.has(table));

  /** What the statements come to. */
  schema(): DatabaseSchema {
    return {
      extensions: [...this.extensions],
      enums: this.types.allEnums(),
      sequences: [...this.sequenceSet],
      tables: this.tables(),
    };
  }

  lose(place: Place, table: ObjectName | null, subject: string, reason: string): void {
    this.lost.add({ place, table: table && labelOf(table), subject, reason });
  }

  /** Loses what a constraint says of the rows that are there, unless it is validated or dropped later. */
  leaveUnchecked(place: Place, table: ObjectName, constraint: string, reason: string): void {
    const subject = `${table.name}.${constraint}`;
    this.lost.addUnchecked(constraint, { place, table: labelOf(table), subject, reason });
  }

  validate(table: ObjectName, constraint: string): void {
    this.lost.validate(labelOf(table), constraint);
  }

  allLosses(): LostPart[] {
    return this.lost.all();
  }

  /** Remembers where a table, or a part of it, is declared. */
  declare(table: ObjectName, part: string | null, place: Place): void {
    this.declarations.add(labelOf(table), part, place);
  }

  /** Where a table (`schema.name`), or a part of it, is declared; null for what was never seen. */
  placeOf(table: string, part: string | null): Place | null {
    return this.declarations.placeOf(table, part);
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

  /** A table is called otherwise: its places and losses go with it, and those who point at it or belong to it do. */
  moveTable(from: ObjectName, to: ObjectName): void {
    this.lost.moveTable(from, to);
    this.declarations.move(labelOf(from), labelOf(to));
    this.pointing.move(keyOf(from), keyOf(to));
    this.owned.move(keyOf(from), keyOf(to));
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

  /** Remembers that a foreign key of a table points at another. */
  point(table: Table, { references }: ForeignKey): void {
    this.pointing.add(keyOf({ schema: references.schema, name: references.table }), table);
  }

  /** Tables with foreign keys that point at this one. */
  tablesPointingAt = (table: ObjectName): Table[] => this.pointing.of(keyOf(table));

  /** Remembers that a sequence belongs to a table. */
  own(sequence: Sequence): void {
    const { schema, ownedBy } = sequence;
    if (ownedBy) this.owned.add(keyOf({ schema, name: ownedBy.table }), sequence);
  }

  sequencesOf({ schema, name }: ObjectName): Sequence[] {
    return this.owned
      .of(keyOf({ schema, name }))
      .filter((one) => one.schema === schema && one.ownedBy?.table === name);
  }

  /** Remembers by which type and which sequence a column is. */
  use(table: Table, { type, default: value }: Column): void {
    if (type.includes('.')) this.columns.add(elementOf(type), table);
    if (value?.startsWith('nextval(')) this.columns.add(value, table);
  }

  /** Tables with columns of a type, or with this default, which takes the numbers of a sequence. */
  tablesUsing = (typeOrDefault: string): Table[] => this.columns.of(typeOrDefault);

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

  private pathOf(names: readonly string[]): ObjectName[] {
    const name = names.at(-1) ?? '';
    const schema = names.length > 1 ? names.at(-2) : undefined;
    const schemas = schema === undefined ? [...this.searchPath, 'public'] : [schema];
    return schemas.map((one) => ({ schema: one, name }));
  }
}

/** The type of one value of a column. */
export const elementOf = (type: string): string => type.replace(/\[\]$/, '');

function refuseMore(what: string, found: number, most: number): void {
  if (found > most) throw new ModelTooLargeError(`at most ${most} ${what}`, 'more');
}

/** What a statement works on. */
export interface Context {
  draft: DatabaseDraft;
  at: StatementText;
}
