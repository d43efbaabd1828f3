/** How a value of a row is compared with one of the request. */
export type Operator =
  'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'contains' | 'startsWith' | 'isNull';

export interface Filter {
  /** The property of the row. */
  readonly field: string;
  readonly operator: Operator;
  /** As the rules of the field have it; a list for `in`, true or false for `isNull`. */
  readonly value: unknown;
}

export interface SortPart {
  readonly field: string;
  readonly descending: boolean;
}

/** What a caller asks of a list. Fields are called as in the code: see `propertyOf`. */
export interface ListRequest {
  readonly filters: readonly Filter[];
  readonly search: string | null;
  /** Where to look for `search`: what the list can be searched by and the caller may read. */
  readonly searchIn: readonly string[];
  readonly sort: readonly SortPart[];
  readonly limit: number;
  /** 0 where there is a cursor. */
  readonly offset: number;
  readonly cursor: string | null;
  readonly total: boolean;
  readonly include: readonly string[];
}
