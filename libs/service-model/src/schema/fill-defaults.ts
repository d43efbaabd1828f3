import { isRecord } from '@amplication/foundation';
import type { JsonSchema } from './published-schema';

/** A copy of a value that a schema accepts, in which everything that may be left out is there. */
export function fillDefaults(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = alternative(schema, value);
    return items ? value.map((item) => fillDefaults(items, item)) : value;
  }
  if (!isRecord(value)) return value;
  const { properties } = alternative(schema, value);
  if (!properties) return value;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]) => {
      const given = value[key] === undefined ? structuredClone(property.default) : value[key];
      return given === undefined ? [] : [[key, fillDefaults(property, given)]];
    }),
  );
}

/** The one of several alternatives that a value is of. */
export function alternative(schema: JsonSchema, value: unknown): JsonSchema {
  const { oneOf, discriminator, anyOf } = schema;
  if (oneOf && discriminator && isRecord(value)) {
    const tag = value[discriminator.propertyName];
    return oneOf.find(({ properties }) => properties?.[discriminator.propertyName]?.const === tag) ?? {};
  }
  const inner = anyOf?.find(({ type }) => (Array.isArray(value) ? type === 'array' : type === 'object'));
  return inner ? alternative(inner, value) : schema;
}
