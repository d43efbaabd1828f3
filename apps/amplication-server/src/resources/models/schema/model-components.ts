import { own } from '@amplication/foundation';
import { type JsonSchema, pascalCase, publishedSchema } from '@amplication/service-model';

/** The parts of a model that the document names, by where they stand in it; `[]` is any item of a list. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'ServiceModel',
    'roles[]': 'RoleModel',
    'enums[]': 'EnumModel',
    'enums[].values[]': 'EnumValueModel',
    'entities[]': 'EntityModel',
    'entities[].fields[]': 'FieldModel',
    'entities[].fields[].default': 'FieldDefaultModel',
    'entities[].relations[]': 'RelationModel',
    'entities[].relations[].inverse': 'InverseModel',
    'entities[].relations[].joinTable': 'JoinTableModel',
    'entities[].key': 'KeyModel',
    'entities[].uniques[]': 'UniqueModel',
    'entities[].indexes[]': 'IndexModel',
    'entities[].indexes[].parts[]': 'IndexPartModel',
    'entities[].checks[]': 'CheckModel',
    'entities[].access[]': 'AccessRuleModel',
  }),
);

/** A part in the dialect of OpenAPI, whose discriminators say where each alternative is. */
interface Part extends JsonSchema {
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
}
type Components = Map<string, Part>;

/**
 * The JSON Schema of a model as components of OpenAPI 3.0: each part under a name, alternatives told apart by their
 * discriminator. Made of the schema that the parser uses, so the document cannot promise what is refused.
 */
export function modelComponents(): Record<string, Part> {
  const components: Components = new Map();
  const { $schema: _draft, ...schema } = publishedSchema();
  part(schema, '', components);
  return Object.fromEntries(components);
}

/** One part in the dialect of OpenAPI; a named one goes to the components and is referred to. */
function part(schema: JsonSchema, path: string, components: Components): Part {
  const { isNullable, schema: written } = withoutNull(schema);
  const name = NAMES.get(path);
  if (name === undefined) return { ...inDialect(written, path, components), ...nullable(isNullable) };
  const { default: standard, description, ...core } = written;
  if (!components.has(name)) {
    const made = written.oneOf
      ? alternatives(core, name, path, components)
      : inDialect(core, path, components);
    components.set(name, made);
  }
  const reference = referenceTo(name);
  if (!isNullable && standard === undefined && description === undefined) return reference;
  return {
    oneOf: [reference],
    ...nullable(isNullable),
    ...(standard === undefined ? {} : { default: standard }),
    ...(description === undefined ? {} : { description }),
  };
}

/** The alternatives of a part, each a component of its own, as a discriminator needs them: `TextFieldModel`. */
function alternatives(
  { oneOf = [], discriminator }: JsonSchema,
  name: string,
  path: string,
  components: Components,
): Part {
  const key = discriminator?.propertyName ?? '';
  const mapping = oneOf.map((one) => {
    const tag = String((one.properties && own(one.properties, key))?.const);
    const alternative = `${pascalCase([tag, name.replace(/^Field(?=Default)/, '')].join(' '))}`;
    if (!components.has(alternative)) components.set(alternative, inDialect(one, path, components));
    return [tag, referenceTo(alternative)] as const;
  });
  return {
    oneOf: mapping.map(([, reference]) => reference),
    discriminator: {
      propertyName: key,
      mapping: Object.fromEntries(mapping.map(([tag, { $ref }]) => [tag, $ref])),
    },
  };
}

function inDialect(schema: JsonSchema, path: string, components: Components): Part {
  const { const: constant, patternProperties, properties, items, anyOf, ...rest } = schema;
  return {
    ...rest,
    // `nullable` needs a type beside it.
    ...(rest.enum && rest.type === undefined ? { type: typeof rest.enum[0] } : {}),
    ...(constant === undefined ? {} : { enum: [constant] }),
    ...(patternProperties ? { additionalProperties: true } : {}),
    ...(anyOf ? { anyOf: anyOf.map((one) => part(one, `${path}|`, components)) } : {}),
    ...(items ? { items: part(items, `${path}[]`, components) } : {}),
    ...(properties
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, one]) => [
              key,
              part(one, path === '' ? key : `${path}.${key}`, components),
            ]),
          ),
        }
      : {}),
  };
}

/** OpenAPI 3.0 has no type `null`, only parts that may be it. */
function withoutNull(schema: JsonSchema): { isNullable: boolean; schema: JsonSchema } {
  const { type, anyOf, ...rest } = schema;
  if (Array.isArray(type) && type.includes('null')) {
    const [only] = type.filter((one) => one !== 'null');
    return { isNullable: true, schema: { ...rest, ...(only === undefined ? {} : { type: only }) } };
  }
  const others = anyOf?.filter((one) => one.type !== 'null') ?? [];
  const [only] = others;
  if (!anyOf || !only || others.length === anyOf.length) return { isNullable: false, schema };
  return { isNullable: true, schema: { ...rest, ...(others.length === 1 ? only : { anyOf: others }) } };
}

const nullable = (isNullable: boolean) => (isNullable ? { nullable: true } : {});
const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });
