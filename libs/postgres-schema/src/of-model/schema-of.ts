import { storableText } from '@amplication/foundation';
import { type EnumModel, type ServiceModel, storedOf, tableOf, typeOf } from '@amplication/service-model';
import type { CheckConstraint, DatabaseSchema, EnumType, Sequence, Table } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import { quotePlace } from '../text/quote';
import { columnsOfEntity, sequencesOf } from './columns';
import { derivedNames, type EntityNames } from './derived-names';
import { fieldCheck } from './fields/field-checks';
import { keysOf } from './keys';
import { ModelParts, present } from './fields/model-parts';
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
    sequences: shared(entities.flatMap(({ entity, names: called }) => sequencesOf(entity, called))),
    tables: [
      ...entities.map(({ entity, names: called }) => tableOfEntity(parts, entity, called)),
      ...entities.flatMap(({ entity, names: called }) => joinTables(parts, entity, called)),
    ],
  };
}

/** A sequence by which several columns count belongs to none of them. */
function shared(sequences: Sequence[]): Sequence[] {
  const byPlace = new Map<string, Sequence>();
  for (const sequence of sequences) {
    const place = quotePlace(sequence);
    const earlier = byPlace.get(place);
    byPlace.set(place, earlier ? { ...earlier, type: 'bigint', ownedBy: null } : sequence);
  }
  return [...byPlace.values()];
}

const enumType = (one: EnumModel): EnumType => ({
  ...typeOf(one),
  values: one.values.map(storedOf),
  comment: storableText(one.description),
});

function tableOfEntity(
  parts: ModelParts,
  entity: ServiceModel['entities'][number],
  names: EntityNames,
): Table {
  return {
    ...tableOf(entity),
    comment: storableText(entity.description),
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
