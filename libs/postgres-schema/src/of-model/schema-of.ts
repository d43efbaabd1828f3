import { type EnumModel, type ServiceModel, storedOf, tableOf, typeOf } from '@amplication/service-model';
import type { CheckConstraint, DatabaseSchema, EnumType, Table } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import { columnsOfEntity, sequencesOf } from './columns';
import { derivedNames, type EntityNames } from './derived-names';
import { fieldCheck } from './field-checks';
import { keysOf } from './keys';
import { ModelParts, present } from './model-parts';
import { foreignKeysOf, joinTables } from './relations';

/** The database that a valid model means. */
export function schemaOf(model: ServiceModel): DatabaseSchema {
  const parts = new ModelParts(model);
  const names = derivedNames(model);
  const entities = model.entities.map((entity) => ({
    entity,
    names: present(names.get(entity.id), `names of ${entity.name}`),
  }));
  return {
    extensions: [...new Set(model.extensions)],
    enums: model.enums.filter(({ native }) => native).map(enumType),
    sequences: entities.flatMap(({ entity, names: called }) => sequencesOf(entity, called)),
    tables: [
      ...entities.map(({ entity, names: called }) => tableOfEntity(parts, entity, called)),
      ...entities.flatMap(({ entity, names: called }) => joinTables(parts, entity, called)),
    ],
  };
}

const enumType = (one: EnumModel): EnumType => ({
  ...typeOf(one),
  values: one.values.map(storedOf),
  comment: one.description,
});

function tableOfEntity(
  parts: ModelParts,
  entity: ServiceModel['entities'][number],
  names: EntityNames,
): Table {
  return {
    ...tableOf(entity),
    comment: entity.description,
    columns: columnsOfEntity(parts, entity, names),
    ...keysOf(parts, entity, names),
    checks: checksOf(parts, entity, names),
    foreignKeys: foreignKeysOf(parts, entity, names),
  };
}

function checksOf(
  parts: ModelParts,
  { fields, checks }: ServiceModel['entities'][number],
  names: EntityNames,
): CheckConstraint[] {
  const ofFields = fields.flatMap((field): CheckConstraint[] => {
    const expression = fieldCheck(parts, field);
    if (expression === null) return [];
    return [
      { name: present(names.fieldChecks.get(field.id), `name of the check of ${field.name}`), expression },
    ];
  });
  const given = checks.map(({ id, expression }) => ({
    name: present(names.checks.get(id), `name of check ${id}`),
    expression: withoutBrackets(expression),
  }));
  return [...ofFields, ...given];
}
