import { type Operator } from './request.js';

/** What can be asked of the values of a field: whether they are equal, what stands in them, or what comes first. */
export type FilterKind = 'word' | 'text' | 'ordered' | 'boolean';

/** What can be asked of the list of one entity. Fields are called as in the code: see `propertyOf`. */
export interface ListDefinition {
  /**
   * The rules of one value of each field that can be filtered by, and what OpenAPI is told of it: `nullable: true` where
   * the column may be without a value.
   */
  readonly Filters: new () => object;
  readonly kinds: Readonly<Record<string, FilterKind>>;
  readonly sort: readonly string[];
  readonly search: readonly string[];
  /** Relations whose rows can come with it. */
  readonly include: readonly string[];
  /** What tells rows apart, in order; empty where nothing does. */
  readonly key: readonly string[];
}

const SAME: readonly Operator[] = ['eq', 'ne', 'in'];
const ORDER: readonly Operator[] = ['lt', 'lte', 'gt', 'gte'];

/** What a field without `nullable` can be asked for; the others know `isNull` besides. */
export const OPERATORS: Readonly<Record<FilterKind, readonly Operator[]>> = {
  word: SAME,
  text: [...SAME, 'contains', 'startsWith', ...ORDER],
  ordered: [...SAME, ...ORDER],
  boolean: ['eq', 'ne'],
};

/** How much one request may ask for. */
export const LIMITS = {
  limit: 100,
  limitByDefault: 20,
  offset: 10_000,
  values: 100,
  search: 200,
  sort: 5,
  /** Of a request that is wrong in many ways, the answer names no more than so many. */
  errors: 100,
} as const;
