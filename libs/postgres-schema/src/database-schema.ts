/**
 * What a database of PostgreSQL holds, as far as a service's model has to do with it. Everything is written as the
 * catalogue of PostgreSQL writes it, so that two schemas can be compared: types as `format_type` names them, without the
 * search path (`character varying(20)`, `timestamp(3) with time zone`, `text[]`, `public.size`), and names unquoted.
 */
export interface DatabaseSchema {
  /** Names of extensions, `plpgsql` left out. */
  extensions: string[];
  enums: EnumType[];
  /** Those that somebody made and that no identity column owns. */
  sequences: Sequence[];
  tables: Table[];
}

export interface EnumType {
  schema: string;
  name: string;
  values: string[];
  comment: string;
}

export interface Sequence {
  schema: string;
  name: string;
  type: 'smallint' | 'integer' | 'bigint';
  start: string;
  increment: string;
  /** The column with which it goes, in the same schema: of a `serial`. */
  ownedBy: { table: string; column: string } | null;
}

export interface Table {
  schema: string;
  name: string;
  comment: string;
  columns: Column[];
  primaryKey: { name: string; columns: string[] } | null;
  uniques: UniqueConstraint[];
  checks: CheckConstraint[];
  foreignKeys: ForeignKey[];
  indexes: Index[];
}

export interface Column {
  name: string;
  type: string;
  notNull: boolean;
  /** An expression. */
  default: string | null;
  identity: 'always' | 'by default' | null;
  /** The expression of a stored generated column. */
  generated: string | null;
  comment: string;
}

export type CheckTime = 'at once' | 'deferrable' | 'at commit';
export type ReferentialRule = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

export interface UniqueConstraint {
  name: string;
  columns: string[];
  nullsNotDistinct: boolean;
  checked: CheckTime;
}

export interface CheckConstraint {
  name: string;
  /** Without the brackets around the whole. */
  expression: string;
}

export interface ForeignKey {
  name: string;
  columns: string[];
  references: { schema: string; table: string; columns: string[] };
  onDelete: ReferentialRule;
  onUpdate: ReferentialRule;
  checked: CheckTime;
}

/** An index that belongs to no constraint. */
export interface Index {
  name: string;
  unique: boolean;
  method: string;
  parts: IndexPart[];
  include: string[];
  where: string | null;
  nullsNotDistinct: boolean;
}

export interface IndexPart {
  /** Either a column or an expression. */
  column: string | null;
  expression: string | null;
  descending: boolean;
  /** Where rows without a value stand; null: as PostgreSQL has it for this order. */
  nulls: 'first' | 'last' | null;
  operatorClass: string | null;
}
