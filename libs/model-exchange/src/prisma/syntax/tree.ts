import type { Place } from '@amplication/model-text';

/** A value as it stands in a schema. */
export type Expression =
  | { kind: 'text'; value: string; at: Place }
  | { kind: 'number'; digits: string; at: Place }
  | { kind: 'name'; name: string; at: Place }
  | { kind: 'call'; name: string; args: Argument[]; at: Place }
  | { kind: 'list'; items: Expression[]; at: Place }
  | { kind: 'object'; at: Place };

/** `map: "x"`, or a value without a name. */
export interface Argument {
  name: string | null;
  value: Expression;
}

/** `@id`, `@db.VarChar(20)`, or of a whole block `@@index([a])`; its name is without the signs. */
export interface Attribute {
  name: string;
  args: Argument[];
  at: Place;
}

/** A field of a model, or a value of an enum, which has no type. */
export interface Member {
  name: string;
  type: string;
  /** What `Unsupported("…")` names. */
  unsupported: string | null;
  arity: 'one' | 'optional' | 'list';
  attributes: Attribute[];
  documentation: string;
  at: Place;
}

/** `model`, `view`, `type` or `enum` with all that stands in it. */
export interface Block {
  keyword: 'model' | 'view' | 'type' | 'enum';
  name: string;
  members: Member[];
  attributes: Attribute[];
  documentation: string;
  at: Place;
}

/** `datasource` or `generator`: names and values. */
export interface Settings {
  keyword: 'datasource' | 'generator';
  name: string;
  values: Map<string, Expression>;
  at: Place;
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
}

/** A whole schema. */
export interface SchemaTree {
  blocks: Block[];
  settings: Settings[];
  /** Where comments stand that no field, model or enum keeps. */
  comments: Place[];
}

/** What the datasource says; undefined where there is none. */
export const datasourceOf = ({ settings }: SchemaTree): Settings['values'] | undefined =>
  settings.find(({ keyword }) => keyword === 'datasource')?.values;
