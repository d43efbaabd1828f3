import { isRecord, own } from '@amplication/foundation';
import type { JsonSchema } from './published-schema';

/**
 * A copy of a value in which everything is there that the schema lets be left out. What the schema does not know stays as
 * it is, so that the schema can refuse it afterwards.
 */
export function fillDefaults(schema: JsonSchema, value: unknown): unknown {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const { items } = alternative(schema, value);
    return items ? value.map((item) => fillDefaults(items, item)) : value;
  }
  if (!isRecord(value)) return value;
  const { properties } = alternative(schema, value);
  if (!properties) return value;
  if (Object.keys(value).some((key) => !Object.hasOwn(properties, key))) return value;
  const filled: [string, unknown][] = [];
  for (const [key, property] of Object.entries(properties)) {
    const given = own(value, key);
    const present = given === undefined ? structuredClone(property.default) : given;
    if (present !== undefined) filled.push([key, fillDefaults(property, present)]);
  }
  return Object.fromEntries(filled);
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
