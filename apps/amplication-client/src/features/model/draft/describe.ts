import { FIELD_TYPE_LABELS } from './field-types';
import type {
  EntityModel,
  FieldDefault,
  FieldModel,
  IndexModel,
  RelationModel,
  ServiceModel,
  UniqueModel,
} from './model';

/** The type of a field in a few words. */
export function describeType(field: FieldModel, { enums }: Pick<ServiceModel, 'enums'>): string {
  const one = describeSingle(field, enums);
  return field.list ? `List: ${one}` : one;
}

function describeSingle(field: FieldModel, enums: ServiceModel['enums']): string {
  switch (field.type) {
    case 'enum':
      return enums.find(({ id }) => id === field.enumId)?.name ?? 'A removed enum';
    case 'other':
      return field.typeName;
    case 'text': {
      const label =
        field.format === null ? 'Text' : { email: 'E-mail address', url: 'Web address' }[field.format];
      return field.maxLength === null ? label : `${label}, up to ${field.maxLength}`;
    }
    case 'decimal':
      return field.precision === null
        ? FIELD_TYPE_LABELS.decimal
        : `${FIELD_TYPE_LABELS.decimal} (${field.precision}, ${field.scale ?? 0})`;
    default:
      return FIELD_TYPE_LABELS[field.type];
  }
}

/** A default in a few words; a literal as it is. */
export function describeDefault(value: FieldDefault): string {
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? value.value : JSON.stringify(value.value);
    case 'now':
      return 'now';
    case 'id':
      return value.made;
    case 'identity':
    case 'sequence':
      return 'counted up';
    case 'expression':
      return value.sql;
  }
}

/** What a relation is, as a short sentence: `One Customer`, `Many Tag`. */
export function describeRelation(relation: RelationModel, entities: readonly EntityModel[]): string {
  const target = entities.find(({ id }) => id === relation.entityId)?.name ?? 'a removed entity';
  switch (relation.kind) {
    case 'many-to-one':
      return `One ${target}`;
    case 'one-to-one':
      return `One ${target}, each once`;
    case 'many-to-many':
      return `Any number of ${target}`;
  }
}

/** `(number, customer)` */
export const describeUnique = (entity: EntityModel, { fields }: UniqueModel) =>
  `(${fields.map((id) => nameOf(entity, id)).join(', ')})`;

/** `(createdAt ↓, lower(email))` */
export const describeIndex = (entity: EntityModel, { parts }: IndexModel) =>
  `(${parts
    .map(
      ({ fieldId, expression, descending }) =>
        `${fieldId === null ? (expression ?? '') : nameOf(entity, fieldId)}${descending ? ' ↓' : ''}`,
    )
    .join(', ')})`;

/** What a field or relation of the entity is called. */
export function nameOf({ fields, relations }: EntityModel, id: string): string {
  return [...fields, ...relations].find((one) => one.id === id)?.name ?? 'a removed field';
}
