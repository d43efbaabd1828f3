import { snakeCase } from '../names/words';
import { parseServiceModel } from '../parse/parse-service-model';
import type { ServiceModel } from '../schema/service-model';
import type { EntityVersion1, FieldVersion1, ModelVersion1 } from './version-1';

/**
 * A model of version 1 in the language of version 2, meaning the same database: what every entity had by itself (id,
 * created and updated at) is written out, and an enum of a field becomes one of the model.
 */
export function upgradeModel(model: ModelVersion1): ServiceModel {
  return parseServiceModel({
    version: 2,
    name: model.name,
    description: model.description,
    enums: model.entities.flatMap((entity) =>
      entity.fields.filter(({ type }) => type === 'enum').map((field) => enumOf(model, entity, field)),
    ),
    entities: model.entities.map((entity) => entityOf(entity)),
  });
}

const enumId = (entity: EntityVersion1, field: FieldVersion1) => `${plainId(entity.id)}.${plainId(field.id)}`;

/** `Order.status` becomes `OrderStatus`, with a number where another enum has that name. */
function enumOf(model: ModelVersion1, entity: EntityVersion1, field: FieldVersion1): object {
  const nameOf = (one: EntityVersion1, other: FieldVersion1) => `${one.name}${capital(other.name)}`;
  const wanted = nameOf(entity, field);
  const all = model.entities.flatMap((one) =>
    one.fields
      .filter(({ type }) => type === 'enum')
      .map((other) => ({ name: nameOf(one, other), field: other })),
  );
  const earlier = all.slice(
    0,
    all.findIndex((one) => one.field === field),
  );
  const taken = earlier.filter(({ name }) => snakeCase(name) === snakeCase(wanted)).length;
  return {
    id: enumId(entity, field),
    name: taken === 0 ? wanted : `${wanted}${taken + 1}`,
    values: (field.options ?? []).map((option) => ({ id: plainId(option), name: option })),
  };
}

function entityOf(entity: EntityVersion1): object {
  const { id, name, pluralName, description, fields } = entity;
  return {
    id: plainId(id),
    name,
    pluralName,
    description,
    fields: [
      {
        id: BASE.id,
        name: 'id',
        type: 'uuid',
        required: true,
        default: { kind: 'id', made: 'uuidv4', by: 'database' },
        readOnly: true,
      },
      moment('createdAt'),
      ...fields.filter(({ type }) => type !== 'relation').map((field) => fieldOf(entity, field)),
      moment('updatedAt'),
    ],
    key: { fields: [BASE.id] },
    relations: fields.flatMap((field) => (field.relation ? [relationOf(field, field.relation)] : [])),
    indexes: fields.flatMap((field) =>
      field.relation?.kind === 'many-to-one'
        ? [{ id: plainId(field.id), parts: [{ fieldId: plainId(field.id) }] }]
        : [],
    ),
  };
}

/** Ids of the fields that every entity had by itself. */
const BASE = { id: 'base.id', createdAt: 'base.createdAt', updatedAt: 'base.updatedAt' } as const;

const moment = (name: 'createdAt' | 'updatedAt') => ({
  id: BASE[name],
  name,
  type: 'timestamp',
  required: true,
  default: { kind: 'now' },
  role: name,
  readOnly: true,
});

const relationOf = (
  { id, name, required, description }: FieldVersion1,
  { entityId, kind }: { entityId: string; kind: string },
) => ({
  id: plainId(id),
  name,
  kind,
  entityId: plainId(entityId),
  required,
  description,
});

function fieldOf(entity: EntityVersion1, field: FieldVersion1): object {
  const { name, required, unique, description } = field;
  const common = { id: plainId(field.id), name, required, unique, description };
  switch (field.type) {
    case 'text':
      return { ...common, type: 'text', maxLength: 255 };
    case 'longText':
      return { ...common, type: 'text', maxLength: 50_000, sortable: false };
    case 'email':
      return { ...common, type: 'text', format: 'email', maxLength: 254 };
    case 'dateTime':
      return { ...common, type: 'timestamp' };
    case 'enum':
      return { ...common, type: 'enum', enumId: enumId(entity, field) };
    default:
      return { ...common, type: field.type };
  }
}

/** Ids of version 1 were any text. */
const plainId = (id: string) =>
  /^[\w.:-]+$/.test(id)
    ? id
    : encodeURIComponent(id)
        .replaceAll('%', ':')
        .replace(/[^\w.:-]/g, '-');

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
