import fc from 'fast-check';
import type pg from 'pg';
import { nameOf } from '../../../runtime/http/api-names.js';
import { OPERATORS } from '../../../runtime/http/list/definition.js';
import type { Operator } from '../../../runtime/http/list/request.js';
import { thingsList } from './things.js';
import { COLLATIONS, type FieldValues, VALUES } from './thing-values.js';

const FIELDS = new Map(Object.entries(VALUES));
const KINDS = new Map(Object.entries(thingsList.kinds));

/** A row as the places of its values in their order; null is no value. */
export interface ThingRow {
  id: string;
  values: ReadonlyMap<string, { sql: string; rank: number } | null>;
}

export interface Asked {
  field: string;
  operator: Operator;
  /** The places of what is asked for, and the texts by which it is. */
  values: readonly { rank: number; text: string }[];
}

export interface AskedList {
  filters: readonly Asked[];
  search: string | null;
  sort: readonly { field: string; descending: boolean }[];
  limit: number;
}

const FRAGMENTS = ['', 'a', 'A', 'B', '%', '_', '\\', ',', 'ed', 'ä', "'"];

/** The places of texts are those that PostgreSQL gives them. */
export async function rankTexts(client: pg.ClientBase): Promise<void> {
  for (const [name, collation] of Object.entries(COLLATIONS)) {
    const field = FIELDS.get(name);
    const texts = (field?.groups ?? []).flat().map(({ sql }) => sql);
    const { rows } = await client.query<{ text: string }>(
      `SELECT text FROM unnest($1::text[]) text ORDER BY text ${collation === null ? '' : `COLLATE ${collation}`}`,
      [texts],
    );
    if (field) FIELDS.set(name, { ...field, groups: rows.map(({ text }) => [{ sql: text, asked: [text] }]) });
  }
}

const choicesOf = ({ groups }: FieldValues) =>
  groups.flatMap((group, rank) => group.map(({ sql, asked }) => ({ sql, rank, asked })));

const known = (name: string): FieldValues => {
  const field = FIELDS.get(name);
  if (!field) throw new Error(`no values for ${name}`);
  return field;
};

/** Rows with as many equal values as chance has it: few fields are free, so that much is equal. */
export const thingRow = (): fc.Arbitrary<ThingRow> =>
  fc.tuple(fc.uuid(), fc.tuple(...[...FIELDS.values()].map(valueIn))).map(([id, values]) => ({
    id,
    values: new Map([...FIELDS.keys()].map((name, at) => [name, values[at] ?? null])),
  }));

function valueIn(field: FieldValues) {
  const chosen = fc.constantFrom(...choicesOf(field)).map(({ sql, rank }) => ({ sql, rank }));
  return field.nullable ? fc.option(chosen, { freq: 2 }) : chosen;
}

export const askedList = (): fc.Arbitrary<AskedList> =>
  fc.record({
    filters: fc.uniqueArray(fc.constantFrom(...FIELDS.keys()).chain(filterOn), {
      maxLength: 2,
      selector: ({ field, operator }) => `${field} ${operator}`,
    }),
    search: fc.option(fc.constantFrom(...FRAGMENTS.filter((text) => text !== '')), { freq: 3 }),
    sort: fc.uniqueArray(
      fc.record({ field: fc.constantFrom(...thingsList.sort), descending: fc.boolean() }),
      {
        maxLength: 3,
        selector: ({ field }) => field,
      },
    ),
    limit: fc.integer({ min: 1, max: 7 }),
  });

function filterOn(field: string): fc.Arbitrary<Asked> {
  const { nullable } = known(field);
  const operators = [...OPERATORS[KINDS.get(field) ?? 'word'], ...(nullable ? (['isNull'] as const) : [])];
  return fc
    .constantFrom<Operator>(...operators)
    .chain((operator) =>
      fc
        .array(askedValue(field, operator), { minLength: 1, maxLength: operator === 'in' ? 3 : 1 })
        .map((values) => ({ field, operator, values })),
    );
}

function askedValue(field: string, operator: Operator): fc.Arbitrary<{ rank: number; text: string }> {
  if (operator === 'isNull') return fc.constantFrom('true', 'false').map((text) => ({ rank: -1, text }));
  if (operator === 'contains' || operator === 'startsWith')
    return fc.constantFrom(...FRAGMENTS).map((text) => ({ rank: -1, text }));
  const isRight = (text: string) =>
    text !== '' || field === 'note' || field === 'constructor_' || field === 'code' || field === 'bytes';
  const texts = choicesOf(known(field)).flatMap(({ rank, asked }) =>
    asked.filter(isRight).map((text) => ({ rank, text })),
  );
  return fc.constantFrom(...texts);
}

/** The query of the URL that asks for a list. */
export function queryOf({ filters, search, sort, limit }: AskedList): URLSearchParams {
  const query = new URLSearchParams({ _limit: String(limit) });
  for (const { field, operator, values } of filters) {
    const name = operator === 'eq' ? nameOf(field) : `${nameOf(field)}.${operator}`;
    const [first] = values;
    // One value of several is whole; a single one must not hold what separates several.
    const texts = operator === 'in' && first && values.length === 1 ? [first, first] : values;
    for (const { text } of texts) query.append(name, text);
  }
  if (search !== null) query.set('_search', search);
  if (sort.length > 0)
    query.set(
      '_sort',
      sort.map(({ field, descending }) => (descending ? '-' : '') + nameOf(field)).join(','),
    );
  return query;
}

/** The rows that are asked for, in the order that is asked for. */
export const expected = (rows: readonly ThingRow[], { filters, search, sort }: AskedList): string[] =>
  rows
    .filter((row) => filters.every((filter) => matches(row, filter)) && isFound(row, search))
    .sort((a, b) => compare(a, b, sort))
    .map(({ id }) => id);

function matches({ values }: ThingRow, { field, operator, values: asked }: Asked): boolean {
  const value = values.get(field) ?? null;
  const [{ rank, text }] = [asked[0] ?? { rank: NaN, text: '' }];
  switch (operator) {
    case 'isNull':
      return (value === null) === (text === 'true');
    case 'ne':
      return value?.rank !== rank;
    case 'in':
      return asked.some((one) => one.rank === value?.rank);
    case 'contains':
      return value !== null && value.sql.toLowerCase().includes(text.toLowerCase());
    case 'startsWith':
      return value !== null && value.sql.toLowerCase().startsWith(text.toLowerCase());
    default:
      return value !== null && COMPARISONS[operator](value.rank, rank);
  }
}

const COMPARISONS = {
  eq: (a: number, b: number) => a === b,
  lt: (a: number, b: number) => a < b,
  lte: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  gte: (a: number, b: number) => a >= b,
};

const isFound = (row: ThingRow, search: string | null) =>
  search === null ||
  thingsList.search.some((field) =>
    matches(row, { field, operator: 'contains', values: [{ rank: -1, text: search }] }),
  );

function compare(a: ThingRow, b: ThingRow, sort: AskedList['sort']): number {
  for (const { field, descending } of sort) {
    const difference = field === 'id' ? order(a.id, b.id) : order(placeOf(a, field), placeOf(b, field));
    if (difference !== 0) return descending ? -difference : difference;
  }
  return order(a.id, b.id) * (sort.at(-1)?.descending ? -1 : 1);
}

/** What is without a value comes after all others. */
const placeOf = ({ values }: ThingRow, field: string) => values.get(field)?.rank ?? Infinity;

const order = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

/** Writes rows as another program would. */
export async function insertThings(
  client: pg.ClientBase | pg.Pool,
  rows: readonly ThingRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const fields = [...FIELDS];
  const tuples = rows.map(({ id, values }) => [id, ...fields.map(([name]) => values.get(name)?.sql ?? null)]);
  const width = fields.length + 1;
  const places = tuples.map(
    (tuple, row) => `(${tuple.map((_one, at) => `$${row * width + at + 1}`).join(', ')})`,
  );
  const columns = ['id', ...fields.map(([, { column }]) => column)].map((column) => `"${column}"`);
  await client.query(`INSERT INTO things (${columns.join(', ')}) VALUES ${places.join(', ')}`, tuples.flat());
}
