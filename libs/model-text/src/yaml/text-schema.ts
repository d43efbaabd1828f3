import { own } from '@amplication/foundation';
import { type JsonSchema, publishedSchema } from '@amplication/service-model';

type Properties = Record<string, JsonSchema>;

const NAME: JsonSchema = { type: ['string', 'number', 'boolean'] };
const NAMES: JsonSchema = { type: 'array', items: NAME };
/** What everything that has a name may say besides. */
const IDENTITY: Properties = {
  id: { ...NAME, description: 'Survives renaming; where it is left out, the name serves.' },
  renamedFrom: { ...NAME, description: 'What it was called before: a renaming, and nothing new.' },
};

/**
 * The JSON Schema of one document of the text form, made of that of a model: names instead of ids, mappings by name
 * instead of lists, and short forms. Editors complete and check by it; the reader has the last word.
 */
export function textSchema(): JsonSchema {
  const model = publishedSchema();
  const entity = at(model, 'entities').items ?? {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A service or an entity in the text form of models',
    anyOf: [serviceSchema(model), entitySchema(entity)],
    definitions: { default: defaultOf(at(entity, 'fields').items ?? {}) },
  };
}

const at = ({ properties }: JsonSchema, key: string): JsonSchema =>
  (properties && own(properties, key)) ?? {};

/** An object of the model with other properties; what is replaced by null is left out. */
function changed(
  schema: JsonSchema,
  replaced: Record<string, JsonSchema | null>,
  required: string[],
): JsonSchema {
  const properties = { ...schema.properties, ...replaced };
  const kept = Object.entries(properties).flatMap(([key, value]) =>
    value === null ? [] : [[key, value] as const],
  );
  return { ...schema, properties: Object.fromEntries(kept), required };
}

const byName = (entry: JsonSchema, from: JsonSchema): JsonSchema => ({
  type: ['object', 'null'],
  description: from.description,
  additionalProperties: entry,
});

const either = (...schemas: JsonSchema[]): JsonSchema => ({ anyOf: schemas });

function serviceSchema(model: JsonSchema): JsonSchema {
  const role = changed(at(model, 'roles').items ?? {}, { ...IDENTITY, name: null }, []);
  const one = at(model, 'enums').items ?? {};
  const value = changed(at(one, 'values').items ?? {}, { ...IDENTITY, name: NAME }, ['name']);
  const values = { ...at(one, 'values'), items: either(NAME, value) };
  return changed(
    { type: 'object', properties: model.properties ?? {}, additionalProperties: false },
    {
      service: { ...NAME, description: 'What the service is called.' },
      name: null,
      roles: byName(either({ type: 'null' }, role), at(model, 'roles')),
      enums: byName(changed(one, { ...IDENTITY, name: null, values }, ['values']), at(model, 'enums')),
      entities: { ...NAMES, description: 'The order of the entities, where they are files.' },
    },
    ['service', 'version'],
  );
}

function entitySchema(entity: JsonSchema): JsonSchema {
  const rule = (key: string) => at(entity, key).items ?? {};
  const listOf = (key: string, ...items: JsonSchema[]): JsonSchema => {
    const { default: _default, ...rest } = at(entity, key);
    return { ...rest, type: ['array', 'null'], items: either(...items) };
  };
  const part = changed(
    at(rule('indexes'), 'parts').items ?? {},
    { fieldId: null, field: { type: ['string', 'null'] } },
    [],
  );
  const parts = { ...at(rule('indexes'), 'parts'), items: either(NAME, part) };
  const { description } = at(entity, 'key');
  const [key] = at(entity, 'key').anyOf ?? [at(entity, 'key')];
  const access = changed(rule('access'), { roleId: null, role: { type: ['string', 'null'] } }, ['actions']);
  return changed(
    entity,
    {
      ...{ ...IDENTITY, entity: { ...NAME, description: 'What the entity is called.' }, name: null },
      fields: byName(fieldSchema(at(entity, 'fields').items ?? {}), at(entity, 'fields')),
      relations: byName(relationSchema(rule('relations')), at(entity, 'relations')),
      key: {
        description,
        ...either(
          { type: 'null' },
          NAMES,
          changed({ ...key, type: 'object' }, { fields: NAMES }, ['fields']),
        ),
      },
      uniques: listOf('uniques', NAMES, changed(rule('uniques'), { id: NAME, fields: NAMES }, ['fields'])),
      indexes: listOf(
        'indexes',
        parts,
        changed(rule('indexes'), { id: NAME, parts, include: NAMES }, ['parts']),
      ),
      checks: listOf('checks', { type: 'string' }, changed(rule('checks'), { id: NAME }, ['expression'])),
      access: { ...listOf('access', access) },
    },
    ['entity', 'fields', 'key'],
  );
}

/** Types that need nothing besides may stand alone. */
function fieldSchema(field: JsonSchema): JsonSchema {
  const alternatives = (field.oneOf ?? []).map((one) => {
    const { enumId, ...rest } = one.properties ?? {};
    const bounds = ['minimum', 'maximum'].filter((key) => Object.hasOwn(rest, key));
    return changed(
      { ...one, properties: rest },
      {
        ...{ ...IDENTITY, name: null },
        ...Object.fromEntries(
          bounds.map((key) => [
            key,
            { ...own(rest, key), pattern: undefined, type: ['number', 'string', 'null'] },
          ]),
        ),
        ...(enumId ? { enum: { ...NAME, description: 'The enum whose values it has.' } } : {}),
        ...{ readableBy: namesOrNull(rest.readableBy), writableBy: namesOrNull(rest.writableBy) },
        default: { $ref: '#/definitions/default' },
      },
      ['type', ...(one.required ?? []).filter((key) => key === 'typeName'), ...(enumId ? ['enum'] : [])],
    );
  });
  const alone = alternatives
    .filter(({ required }) => required?.length === 1)
    .map(({ properties }) => properties?.type?.const);
  return either({ enum: alone }, { ...field, oneOf: alternatives });
}

const namesOrNull = (from: JsonSchema | undefined): JsonSchema => ({
  ...{ description: from?.description, type: ['array', 'null'] },
  items: NAME,
});

/** The same for fields of every type: a literal, or a mapping that says how the value is made. */
function defaultOf({ oneOf = [] }: JsonSchema): JsonSchema {
  const [written] = oneOf.map((one) => at(one, 'default'));
  const made = written?.anyOf?.find((one) => one.oneOf !== undefined) ?? { type: 'object' };
  return { description: written?.description, ...either({ not: { type: 'object' } }, made) };
}

function relationSchema(relation: JsonSchema): JsonSchema {
  const full = changed(
    relation,
    {
      ...{ ...IDENTITY, name: null, entityId: null },
      to: { ...NAME, description: 'The entity that it points at.' },
      fields: { ...NAMES, description: at(relation, 'fields').description },
      references: { ...NAMES, description: at(relation, 'references').description },
      inverse: either({ type: ['string', 'null'] }, at(relation, 'inverse')),
    },
    ['to'],
  );
  return either({ type: 'string' }, full);
}
