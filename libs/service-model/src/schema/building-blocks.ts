import { type TSchema, Type } from '@sinclair/typebox';

/** Upper bounds of a model: what is larger is no model of one service, and would only cost time. */
export const MODEL_LIMITS = {
  entities: 500,
  fields: 500,
  relations: 200,
  enums: 500,
  enumValues: 500,
  roles: 50,
  extensions: 50,
  uniques: 100,
  indexes: 200,
  checks: 200,
  keyParts: 32,
  nameLength: 63,
  idLength: 100,
  labelLength: 200,
  descriptionLength: 2_000,
  expressionLength: 10_000,
} as const;

/** Survives every renaming; unique among the things of its kind. */
export const Id = Type.String({ minLength: 1, maxLength: MODEL_LIMITS.idLength, pattern: '^[\\w.:-]+$' });

/** A name as a program has it: letters, digits and underscores, a letter first. */
export const Identifier = Type.String({
  minLength: 1,
  maxLength: MODEL_LIMITS.nameLength,
  pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
});

/** A name in PostgreSQL, whatever characters it holds; null takes it from the logical name. */
export const PhysicalName = (what: string) =>
  Type.Union([Type.String({ minLength: 1, maxLength: MODEL_LIMITS.nameLength }), Type.Null()], {
    default: null,
    description: `${what} in PostgreSQL; null takes it from the name.`,
  });

export const Description = Type.String({
  maxLength: MODEL_LIMITS.descriptionLength,
  default: '',
  description: 'For people; goes into comments and documents.',
});

/** An expression of SQL, carried as it is. */
export const Expression = Type.String({ minLength: 1, maxLength: MODEL_LIMITS.expressionLength });

export const flag = (description: string, value = false) => Type.Boolean({ default: value, description });

export const nullable = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { default: null, description });

/** One of some words. */
export const oneOf = <const T extends readonly string[]>(
  words: T,
  options: { default?: T[number]; description: string },
) => Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...options });

export const listOf = <T extends TSchema>(items: T, maxItems: number, description: string) =>
  Type.Array(items, { maxItems, default: [], description });
