import {
  type Column,
  type DatabaseSchema,
  type EnumType,
  quotePlace,
  quoteText,
  type Sequence,
  type Table,
} from '@amplication/postgres-schema';
import { MODEL_LIMITS } from '@amplication/service-model';
import { entityName, enumName, fieldName, firstFree, pascalOf, wordsKey } from './nouns';
import { idOf } from './ids';

/** Something of a database that the model does not say. */
export interface LostPart {
  /** As `schema.name`; null for the whole. */
  table: string | null;
  /** `orders.status`, or the name of something that belongs to no table. */
  subject: string;
  reason: string;
}

export type Lose = (part: LostPart) => void;

/** Where something stands in PostgreSQL. */
export interface Named {
  schema: string;
  name: string;
}

/** A table by its name, as a loss calls it. */
export const labelOf = ({ schema, name }: Named): string => `${schema}.${name}`;

/** A table on its way to an entity: what its parts are called in the model. */
export interface TableNames {
  table: Table;
  /** Of the entity. */
  id: string;
  name: string;
  /** Names of fields by the names of their columns. */
  fields: Map<string, string>;
  /** Every name of a field, a relation and an inverse side of the entity. */
  members: Set<string>;
}

/** A database on its way to a model: what everything is called there, and what was lost. */
export class Reading {
  private readonly tables = new Map<string, TableNames>();
  private readonly byId = new Map<string, TableNames>();
  private readonly enums = new Map<string, { type: EnumType; id: string; name: string }>();
  private readonly enumKeys = new Set<string>();
  private readonly entityKeys = new Set<string>();
  private readonly counters: ReadonlyMap<string, Sequence>;
  private readonly allTables: ReadonlyMap<string, Table>;

  constructor(
    readonly schema: DatabaseSchema,
    private readonly lost: Lose,
    entities: readonly Table[],
  ) {
    for (const type of schema.enums) {
      const name = this.enumNameFor([enumName(type.name), `${pascalOf(type.schema)}${enumName(type.name)}`]);
      this.enums.set(quotePlace(type), { type, id: idOf('enum', ...placeNames(type)), name });
    }
    this.counters = new Map(
      schema.sequences.map((one) => [`nextval(${quoteText(quotePlace(one))}::regclass)`, one]),
    );
    this.allTables = new Map(schema.tables.map((table) => [labelOf(table), table]));
    for (const table of entities) {
      const names = this.namesOf(table);
      this.tables.set(labelOf(table), names);
      this.byId.set(names.id, names);
    }
  }

  lose(table: Named | null, part: string | null, reason: string): void {
    const subject = [table?.name, part].filter((one) => one != null).join('.');
    this.lost({ table: table && labelOf(table), subject, reason });
  }

  /** The entity of a table; null for a table that is none. */
  entityOf(table: Named): TableNames | null {
    return this.tables.get(labelOf(table)) ?? null;
  }

  /** The entity with this id; undefined where there is none. */
  entityWithId = (id: string): TableNames | undefined => this.byId.get(id);

  /** Any table of the database; undefined for what is none. */
  tableAt = (table: Named): Table | undefined => this.allTables.get(labelOf(table));

  /** The sequence whose next number this default is, as PostgreSQL writes it. */
  sequenceOf = (written: string): Sequence | undefined => this.counters.get(written);

  entities(): TableNames[] {
    return [...this.tables.values()];
  }

  /** The enum of a type, as `format_type` writes it. */
  enumOf(type: string): { type: EnumType; id: string; name: string } | null {
    return this.enums.get(type) ?? null;
  }

  allEnums(): { type: EnumType; id: string; name: string }[] {
    return [...this.enums.values()];
  }

  /** A name for an enum that no other one has. */
  enumNameFor(candidates: readonly string[]): string {
    const name = firstFree(candidates, (one) => this.enumKeys.has(wordsKey(one)));
    this.enumKeys.add(wordsKey(name));
    return name;
  }

  sequenceKey = (sequence: Named): string => quotePlace(sequence);

  fieldId = (table: Named, column: string): string => idOf('field', ...placeNames(table), column);

  private namesOf(table: Table): TableNames {
    const plain = entityName(table.name);
    const name = firstFree([plain, `${pascalOf(table.schema)}${plain}`, plain], (one) =>
      this.entityKeys.has(wordsKey(one)),
    );
    this.entityKeys.add(wordsKey(name));
    const members = new Set<string>();
    const fields = new Map<string, string>();
    for (const column of table.columns.slice(0, MODEL_LIMITS.fields)) {
      const field = firstFree([fieldName(column.name)], (one) => members.has(one));
      members.add(field);
      fields.set(column.name, field);
    }
    return { table, id: idOf('entity', ...placeNames(table)), name, fields, members };
  }
}

/** The parts of a name in ids: the schema only where it is not the usual one. */
export const placeNames = ({ schema, name }: Named): string[] =>
  schema === 'public' ? [name] : [schema, name];

/** The column of a table. */
export const columnIn = (table: Table, name: string): Column | undefined =>
  table.columns.find((column) => column.name === name);
