import { isRecord, own } from '@amplication/foundation';
import type { JsonSchema } from './published-schema';

/** Copies a value and changes it on the way. */
type Fill = (value: unknown) => unknown;

/** Gives values as they are. */
const asIs: Fill = (value) => value;

/**
 * Makes copies of values in which everything is there that the schema lets be left out. What the schema does not know
 * stays as it is, so that the schema can refuse it afterwards.
 */
export function filler(schema: JsonSchema): Fill {
  const { properties, items, anyOf, oneOf, discriminator } = schema;
  if (oneOf && discriminator) return oneOfFiller(oneOf, discriminator.propertyName);
  if (anyOf) return anyOfFiller(anyOf);
  if (properties) return objectFiller(properties);
  if (!items) return asIs;
  const fillItem = filler(items);
  return (value) => (Array.isArray(value) ? value.map(fillItem) : value);
}

function objectFiller(properties: Record<string, JsonSchema>): Fill {
  const parts = Object.entries(properties).map(([key, part]) => ({
    key,
    fill: filler(part),
    otherwise: part.default,
  }));
  return (value) => {
    if (!isRecord(value)) return value;
    for (const key of Object.keys(value)) if (!Object.hasOwn(properties, key)) return value;
    const filled: [string, unknown][] = [];
    for (const { key, fill, otherwise } of parts) {
      const given = own(value, key);
      if (given !== undefined) filled.push([key, fill(given)]);
      else if (otherwise !== undefined) filled.push([key, fill(copyOf(otherwise))]);
    }
    return Object.fromEntries(filled);
  };
}

/** What no two copies share. */
const copyOf = (value: unknown): unknown => (typeof value === 'object' ? structuredClone(value) : value);

function oneOfFiller(alternatives: readonly JsonSchema[], tag: string): Fill {
  const fillers = new Map(
    alternatives.map((one) => [one.properties && own(one.properties, tag)?.const, filler(one)]),
  );
  return (value) => (isRecord(value) ? (fillers.get(own(value, tag)) ?? asIs)(value) : value);
}

function anyOfFiller(alternatives: readonly JsonSchema[]): Fill {
  const ofType = (type: string) => alternatives.find((one) => one.type === type);
  const [list, object] = [ofType('array'), ofType('object')];
  const fillList = list ? filler(list) : asIs;
  const fillObject = object ? filler(object) : asIs;
  return (value) => (Array.isArray(value) ? fillList : fillObject)(value);
}

/** The one of several alternatives that a value is of. */
export function alternative(schema: JsonSchema, value: unknown): JsonSchema {
  const { oneOf, discriminator, anyOf } = schema;
  if (oneOf && discriminator && isRecord(value)) {
    const { propertyName } = discriminator;
    const tag = own(value, propertyName);
    return oneOf.find(({ properties }) => properties && own(properties, propertyName)?.const === tag) ?? {};
  }
  const inner = anyOf?.find(({ type }) => (Array.isArray(value) ? type === 'array' : type === 'object'));
  return inner ? alternative(inner, value) : schema;
}
