import type { Problems } from '../problems';
import type { EntityModel, ServiceModel } from '../schema/service-model';
import { entitiesOf, fieldsOf, placed, type Placed } from './places';

/** Every part that is named by its id is there. Relations are looked at in `checkRelations`. */
export function checkReferences(model: ServiceModel, problems: Problems): void {
  const roleIds = new Set(model.roles.map(({ id }) => id));
  const enumIds = new Set(model.enums.map(({ id }) => id));
  for (const entity of entitiesOf(model)) {
    checkParts(entity, problems);
    checkAccess(entity, roleIds, problems);
    for (const { path, value: field } of fieldsOf(entity)) {
      if (field.type === 'enum' && !enumIds.has(field.enumId))
        problems.add(`${path}.enumId`, `names no enum of this model: ${field.enumId}`);
      for (const key of ['readableBy', 'writableBy'] as const)
        (field[key] ?? []).forEach((id, index) => {
          if (!roleIds.has(id))
            problems.add(`${path}.${key}[${index}]`, `names no role of this model: ${id}`);
        });
    }
  }
}

function checkParts({ path, value }: Placed<EntityModel>, problems: Problems): void {
  const fields = new Map(value.fields.map((field) => [field.id, field]));
  const columns = new Set([...fields.keys(), ...value.relations.filter(isColumn).map(({ id }) => id)]);
  const checkIds = (
    at: string,
    ids: readonly string[],
    known: { has(id: string): boolean },
    what: string,
  ) => {
    ids.forEach((id, index) => {
      if (!known.has(id)) problems.add(`${at}[${index}]`, `names no ${what} of ${value.name}: ${id}`);
      else if (ids.indexOf(id) < index) problems.add(`${at}[${index}]`, `is there twice: ${id}`);
    });
  };
  const key = value.key?.fields ?? [];
  checkIds(`${path}.key.fields`, key, fields, 'field');
  key.forEach((id, index) => {
    if (fields.get(id)?.required === false)
      problems.add(
        `${path}.key.fields[${index}]`,
        `must be required, since it is part of the key: ${fields.get(id)?.name}`,
      );
  });
  for (const { path: at, value: unique } of placed(value.uniques, `${path}.uniques`)) {
    checkIds(`${at}.fields`, unique.fields, columns, 'field or relation');
    unique.fields.forEach((id, index) => {
      const field = fields.get(id);
      if (field?.type === 'json' && !field.binary)
        problems.add(
          `${at}.fields[${index}]`,
          `is not possible: PostgreSQL cannot compare json; jsonb can be: ${field.name}`,
        );
    });
  }
  for (const { path: at, value: index } of placed(value.indexes, `${path}.indexes`)) {
    checkIds(`${at}.include`, index.include, columns, 'field or relation');
    for (const { path: partAt, value: part } of placed(index.parts, `${at}.parts`)) {
      if ((part.fieldId === null) === (part.expression === null))
        problems.add(partAt, 'must have either a field or an expression');
      else if (part.fieldId !== null && !columns.has(part.fieldId))
        problems.add(`${partAt}.fieldId`, `names no field or relation of ${value.name}: ${part.fieldId}`);
    }
    if (index.unique && index.method !== 'btree')
      problems.add(`${at}.unique`, `is possible with method btree only, not with ${index.method}`);
  }
}

/** A relation that has one column of its own, made for it. */
const isColumn = ({ kind, fields }: EntityModel['relations'][number]) =>
  kind !== 'many-to-many' && fields.length === 0;

function checkAccess({ path, value }: Placed<EntityModel>, roleIds: Set<string>, problems: Problems): void {
  const roles = new Set(value.fields.map(({ role }) => role));
  for (const { path: at, value: rule } of placed(value.access, `${path}.access`)) {
    if (rule.roleId !== null && !roleIds.has(rule.roleId))
      problems.add(`${at}.roleId`, `names no role of this model: ${rule.roleId}`);
    if (rule.rows === 'own' && !roles.has('owner'))
      problems.add(`${at}.rows`, `needs a field of ${value.name} with the role owner`);
    if (rule.rows === 'tenant' && !roles.has('tenant'))
      problems.add(`${at}.rows`, `needs a field of ${value.name} with the role tenant`);
  }
}
