import { type SchemaObject } from '@nestjs/swagger';
import { nameOf } from '../api-names.js';
import { LIMITS, type ListDefinition } from './definition.js';
import { type FilterField, filterFields } from './filter-fields.js';
import { type Operator } from './request.js';

/** A parameter of a list, as OpenAPI knows it. */
export interface ListParameter {
  readonly name: string;
  readonly schema: SchemaObject;
  readonly description: string;
  /** A list of values in one text, with commas between them. */
  readonly style?: 'form';
  readonly explode?: false;
}

/** One that is a filter. */
export interface FilterParameter extends ListParameter {
  readonly field: FilterField;
  readonly operator: Operator;
}

const STORABLE = '^[^\\u0000]*$';
const STORABLE_WITHOUT_COMMA = '^[^\\u0000,]*$';
const WITHOUT_COMMA = '^[^,]*$';

const COMMAS = { style: 'form', explode: false } as const;

const SENTENCES: Readonly<Record<Operator, string>> = {
  eq: 'Equal to this.',
  ne: 'Other than this, or without a value.',
  lt: 'Less than this.',
  lte: 'At most this.',
  gt: 'Greater than this.',
  gte: 'At least this.',
  in: 'Equal to one of these. Values with a comma: give the parameter more than once, each time with one value.',
  contains: 'Contains this text, in capitals or not.',
  startsWith: 'Begins with this text, in capitals or not.',
  isNull: 'Whether it is without a value.',
};

/** All filters of a list. */
export const filterParameters = (definition: ListDefinition): FilterParameter[] =>
  filterFields(definition).flatMap((field) =>
    field.operators.map((operator) => ({
      name: operator === 'eq' ? field.name : `${field.name}.${operator}`,
      field,
      operator,
      ...valueOf(field, operator),
      description: [field.description, SENTENCES[operator]].filter((text) => text !== '').join(' '),
    })),
  );

/** What can be asked of a list besides. */
export function otherParameters({ sort, search, include, key }: ListDefinition): ListParameter[] {
  const relations = include.map(nameOf);
  const orders = sort.flatMap((property) => [nameOf(property), `-${nameOf(property)}`]);
  return [
    ...(search.length === 0 ? [] : [searchParameter(search.map(nameOf))]),
    ...(orders.length === 0 ? [] : [sortParameter(orders, key.map(nameOf))]),
    ...(relations.length === 0 ? [] : [includeParameter(relations)]),
    {
      name: '_limit',
      schema: { type: 'integer', minimum: 1, maximum: LIMITS.limit, default: LIMITS.limitByDefault },
      description: 'How many rows to show.',
    },
    {
      name: '_offset',
      schema: { type: 'integer', minimum: 0, maximum: LIMITS.offset, default: 0 },
      description:
        'How many rows to leave out; `_cursor` leads further, and counts alone where both are given.',
    },
    {
      name: '_cursor',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]+$' },
      description: 'The `next` of a page, for the page after it. All other parameters stay as they were.',
    },
    {
      name: '_total',
      schema: { type: 'boolean', default: false },
      description: 'Whether to count all rows that match, which may take long.',
    },
  ];
}

const searchParameter = (fields: readonly string[]): ListParameter => ({
  name: '_search',
  schema: { type: 'string', minLength: 1, maxLength: LIMITS.search, pattern: STORABLE },
  description: `Rows that contain this text, in capitals or not, in one of: ${fields.join(', ')}.`,
});

const sortParameter = (orders: string[], key: readonly string[]): ListParameter => ({
  name: '_sort',
  schema: {
    type: 'array',
    items: { type: 'string', enum: orders },
    minItems: 1,
    maxItems: LIMITS.sort,
    uniqueItems: true,
  },
  ...COMMAS,
  description:
    'What comes first, with a minus for the greatest first. Rows without a value are the greatest. ' +
    (key.length === 0 ? '' : `Otherwise, and among equals, by ${key.join(', ')}.`),
});

const includeParameter = (relations: string[]): ListParameter => ({
  name: '_include',
  schema: {
    type: 'array',
    items: { type: 'string', enum: relations },
    minItems: 1,
    maxItems: relations.length,
    uniqueItems: true,
  },
  ...COMMAS,
  description:
    'Rows to show with each row: those that it refers to, and at most 100 of those that refer to it.',
});

/** How the value of a filter is written. */
function valueOf(
  field: FilterField,
  operator: Operator,
): Pick<ListParameter, 'schema' | 'style' | 'explode'> {
  switch (operator) {
    case 'isNull':
      return { schema: { type: 'boolean' } };
    case 'contains':
    case 'startsWith':
      return { schema: { type: 'string', pattern: STORABLE } };
    case 'in':
      return {
        schema: { type: 'array', items: itemOf(field), minItems: 1, maxItems: LIMITS.values },
        ...COMMAS,
      };
    default:
      return { schema: one(field.schema) };
  }
}

/** Whether a text may be anything, as far as its schema goes. */
const isOpen = (schema: ReadonlyMap<string, unknown>) =>
  schema.get('type') === 'string' && !['format', 'pattern', 'enum'].some((word) => schema.has(word));

const one = (schema: ReadonlyMap<string, unknown>): SchemaObject =>
  Object.fromEntries(isOpen(schema) ? [...schema, ['pattern', STORABLE]] : schema);

/** One of several values between commas: none holds a comma itself. */
function itemOf({ kind, schema }: FilterField): SchemaObject {
  const words = schema.get('enum');
  if (Array.isArray(words))
    return Object.fromEntries([
      ...schema,
      ['enum', words.filter((word: unknown) => !String(word).includes(','))],
    ]);
  if (isOpen(schema)) return Object.fromEntries([...schema, ['pattern', STORABLE_WITHOUT_COMMA]]);
  if (kind === 'text') return { allOf: [one(schema), { type: 'string', pattern: WITHOUT_COMMA }] };
  return one(schema);
}
