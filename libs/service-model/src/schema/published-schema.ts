import { own } from '@amplication/foundation';
import { ServiceModelSchema } from './service-model';

/** JSON Schema as far as ours goes. */
export interface JsonSchema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  discriminator?: { propertyName: string };
  [keyword: string]: unknown;
}

/**
 * The JSON Schema of a model as people and programs write it: what has a default may be left out. It is made of the
 * types of the code, so it cannot say something else.
 */
export function publishedSchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Model of a service, version 2',
    ...asWritten(plain(ServiceModelSchema)),
  };
}

/** Without the symbols that TypeBox keeps for itself. */
function plain(schema: object): JsonSchema {
  const copy: JsonSchema = JSON.parse(JSON.stringify(schema));
  return copy;
}

function asWritten(schema: JsonSchema): JsonSchema {
  const { anyOf, discriminator, properties, items, required, ...rest } = schema;
  if (anyOf && discriminator)
    return {
      ...rest,
      type: 'object',
      discriminator,
      required: [discriminator.propertyName],
      oneOf: anyOf.map(asWritten),
    };
  if (anyOf) return { ...rest, ...union(anyOf.map(asWritten)) };
  const inner = {
    ...(items ? { items: asWritten(items) } : {}),
    ...(properties ? { properties: mapValues(properties, asWritten) } : {}),
  };
  const needed = (required ?? []).filter(
    (key) => (properties && own(properties, key))?.default === undefined,
  );
  return { ...rest, ...inner, ...(needed.length > 0 ? { required: needed } : {}) };
}

/** Alternatives as one schema where they differ in nothing but their type, which makes for better sentences. */
function union(parts: JsonSchema[]): JsonSchema {
  const constants = parts.map(({ const: value }) => value);
  if (constants.every((value) => value !== undefined)) return { enum: constants };
  const [first, second] = parts;
  const isNullable = parts.length === 2 && second?.type === 'null';
  if (!isNullable || typeof first?.type !== 'string' || first.oneOf) return { anyOf: parts };
  const { default: _default, ...only } = first;
  return { ...only, type: [first.type, 'null'], ...(first.enum ? { enum: [...first.enum, null] } : {}) };
}

function mapValues(from: Record<string, JsonSchema>, change: (schema: JsonSchema) => JsonSchema) {
  return Object.fromEntries(Object.entries(from).map(([key, schema]) => [key, change(schema)]));
}
