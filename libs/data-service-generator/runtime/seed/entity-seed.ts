import type { PgTable } from 'drizzle-orm/pg-core';
import type { Maker } from './makers/draw.js';

/** A row as the table has it: by property. */
export type Row = Record<string, unknown>;

/** How a column gets its value. */
export interface FieldSeed {
  make: Maker;
  required: boolean;
  /** Of ten rows, how many have a value where none is needed. */
  often?: number;
}

/** Columns that hold values of a row of another entity. */
export interface RelationSeed {
  /** The entity, by its `name`. */
  to: string;
  columns: readonly { own: string; other: string }[];
  required: boolean;
}

/** What rows of an entity are made by. */
export interface EntitySeed {
  name: string;
  /** For sentences: `order item`. */
  words: string;
  table: PgTable;
  /** The columns that name a row; empty where nothing does. */
  key: readonly string[];
  /** The column that holds whose row it is. */
  tenant?: string;
  fields: Readonly<Record<string, FieldSeed>>;
  relations: readonly RelationSeed[];
  /** Columns that together are in one row only, the key among them. */
  uniques: readonly (readonly string[])[];
}

/** The pairs of a many-to-many. */
export interface LinkSeed {
  words: string;
  table: PgTable;
  own: { entity: string; property: string };
  target: { entity: string; property: string };
}

/** All of a service, in an order in which what a row needs comes before it. */
export interface SeedPlan {
  entities: readonly EntitySeed[];
  links: readonly LinkSeed[];
}

/** What stands in the way, in a sentence for whoever ran the command. */
export class SeedProblem extends Error {}
