import type { JsonSchema } from './published-schema';

/**
 * The same schema with each of its parts written once. A validator is compiled from it: of the whole, in which a part
 * stands as often as it is used, Ajv makes a megabyte of code, which takes half a second before the first model is read.
 */
export function sharedParts(schema: JsonSchema): JsonSchema {
  const names = new Map<string, string>();
  const definitions = new Map<string, JsonSchema>();
  const share = (part: JsonSchema): JsonSchema => {
    // Neither says whether a value is fit; alternatives are told apart by constants, so these stay where they are.
    const { default: _default, description: _description, ...rest } = mapParts(part, share);
    if (rest.const !== undefined) return rest;
    const text = JSON.stringify(rest);
    const name = names.get(text) ?? `part${names.size}`;
    names.set(text, name);
    definitions.set(name, rest);
    return { $ref: `#/definitions/${name}` };
  };
  return { ...mapParts(schema, share), definitions: Object.fromEntries(definitions) };
}

/** A schema with its inner parts changed; alternatives themselves stay, and their parts are changed. */
function mapParts(schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const { properties, items, oneOf, anyOf } = schema;
  const alternatives = (all: JsonSchema[]) => all.map((one) => mapParts(one, change));
  return {
    ...schema,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, change(one)])) }
      : {}),
    ...(items ? { items: change(items) } : {}),
    ...(oneOf ? { oneOf: alternatives(oneOf) } : {}),
    ...(anyOf ? { anyOf: alternatives(anyOf) } : {}),
  };
}
