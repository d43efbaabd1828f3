import 'reflect-metadata';
import { DECORATORS } from '@nestjs/swagger';
import { nameOf } from '../api-names.js';
import { type FilterKind, type ListDefinition, OPERATORS } from './definition.js';
import { type Operator } from './request.js';

/** A field that a list can be filtered by. */
export interface FilterField {
  readonly property: string;
  /** As the API calls it. */
  readonly name: string;
  readonly kind: FilterKind;
  readonly operators: readonly Operator[];
  /** What OpenAPI says of one value. */
  readonly schema: ReadonlyMap<string, unknown>;
  readonly description: string;
}

/** What of all that `ApiProperty` is told describes a value. */
const WORDS = [
  ...['type', 'format', 'enum', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];

/** Parameters of a list that are no filters: a field of the same name cannot be filtered by. */
export const LIST_PARAMETERS: ReadonlySet<string> = new Set(
  ['search', 'sort', 'limit', 'offset', 'cursor', 'total', 'include'].map((name) => `_${name}`),
);

export const filterFields = ({ Filters, kinds }: ListDefinition): FilterField[] =>
  Object.entries(kinds)
    .map(([property, kind]) => {
      const told = toldOf(Filters, property);
      const description = told.get('description');
      return {
        property,
        name: nameOf(property),
        kind,
        operators: [...OPERATORS[kind], ...(told.get('nullable') === true ? (['isNull'] as const) : [])],
        schema: schemaOf(told),
        description: typeof description === 'string' ? description : '',
      };
    })
    .filter(({ name }) => !LIST_PARAMETERS.has(name));

function toldOf({ prototype }: ListDefinition['Filters'], property: string): Map<string, unknown> {
  const target: unknown = prototype;
  if (!isObject(target)) return new Map();
  const told: unknown = Reflect.getMetadata(DECORATORS.API_MODEL_PROPERTIES, target, property);
  return new Map(isObject(told) ? Object.entries(told) : []);
}

function schemaOf(told: ReadonlyMap<string, unknown>): Map<string, unknown> {
  const said = WORDS.map((word): [string, unknown] => [word, told.get(word)]);
  return new Map(
    said
      .filter(([, value]) => value !== undefined)
      .map(([word, value]) => [word, typeof value === 'function' ? value.name.toLowerCase() : value]),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
