/** A call in generated code, and the module that the name comes from. */
export interface CodeCall {
  name: string;
  from: string;
  args: readonly string[];
  /** What the arguments need from elsewhere. */
  uses?: { from: string; names: readonly string[] };
}

/** Modules that the code of a type comes from: packages, or files below `src/generated`. */
export const FROM = {
  drizzle: 'drizzle-orm/pg-core',
  validator: 'class-validator',
  columns: '/database/columns',
  publicSchema: '/database/public-schema',
  rules: '/http/rules',
  fromText: '/http/from-text',
  anyJson: '/http/any-json',
  apiNames: '/http/api-names',
  newId: '/values/new-id',
  enums: '/enums/',
} as const;

/** How the generated code writes the values of one type: one value, before `list` and `required` are asked for. */
export interface TypeCode {
  /** Type in TypeScript, without null: a value has the same form in JSON, in code and in a test. */
  type: string;
  /** Where that type is declared, if anywhere. */
  typeFrom?: string;
  /** The column for Drizzle where one of its own builders does; its name comes first among the arguments. */
  builder?: CodeCall;
  /** How a value goes to PostgreSQL and back, for all other columns. */
  codec: CodeCall;
  /** Decorators that refuse what is no such value. The last argument of each may be options of class-validator. */
  rules: readonly CodeCall[];
  /** A decorator that reads the value from a query or a path, where it is no text. */
  fromText?: CodeCall;
  /** Properties of the OpenAPI schema. */
  schema: readonly string[];
  /** What OpenAPI has no word for, in a sentence. */
  note?: string;
  /** Values for tests as code, two that differ where two can; null where none is known. */
  samples: readonly [string, string] | null;
  /** Whether PostgreSQL can tell that two values are equal, as far as every value of the type goes. */
  isComparable: boolean;
  isSortable: boolean;
}
