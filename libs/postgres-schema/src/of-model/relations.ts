import {
  type EntityModel,
  type JoinTablePlace,
  relationColumns,
  type RelationModel,
  tableOf,
} from '@amplication/service-model';
import type { ForeignKey, Table } from '../database-schema';
import { columnType } from './column-types';
import { plainColumn } from './columns';
import { type EntityNames, joinTablesOf } from './derived-names';
import { plainIndex, uniqueIndex } from './keys';
import { type ModelParts, present } from './model-parts';

/** The foreign keys of an entity's own table. */
export function foreignKeysOf(parts: ModelParts, entity: EntityModel, names: EntityNames): ForeignKey[] {
  return entity.relations.flatMap((relation): ForeignKey[] => {
    const name = names.foreignKeys.get(relation.id);
    if (name === undefined) return [];
    const columns = relationColumns(parts.model, entity, relation);
    return [
      {
        name,
        columns: columns.map((column) => column.name),
        ...pointing(
          parts,
          relation,
          parts.targetOf(relation),
          columns.map(({ references }) => references.id),
        ),
      },
    ];
  });
}

/** The tables behind the many-to-many relations of an entity. */
export const joinTables = (parts: ModelParts, entity: EntityModel, names: EntityNames): Table[] =>
  joinTablesOf(parts, entity).map(({ relation, place }) => joinTable(parts, entity, names, relation, place));

function joinTable(
  parts: ModelParts,
  entity: EntityModel,
  names: EntityNames,
  relation: RelationModel,
  { schema, name, ownColumn, targetColumn }: JoinTablePlace,
): Table {
  const target = parts.targetOf(relation);
  const called = present(names.joinTables.get(relation.id), `join table of ${relation.name}`);
  const columns = [ownColumn, targetColumn];
  const isPrimary = relation.joinTable?.key !== 'unique index';
  const foreignKey = (constraint: string, column: string, to: EntityModel): ForeignKey => ({
    name: constraint,
    columns: [column],
    ...pointing(parts, relation, to, to.key?.fields ?? []),
  });
  return {
    schema,
    name,
    comment: relation.description,
    columns: [
      plainColumn(ownColumn, keyType(parts, entity), true),
      plainColumn(targetColumn, keyType(parts, target), true),
    ],
    primaryKey: isPrimary ? { name: called.key, columns } : null,
    uniques: [],
    checks: [],
    foreignKeys: [
      foreignKey(called.ownForeignKey, ownColumn, entity),
      foreignKey(called.targetForeignKey, targetColumn, target),
    ],
    indexes: [
      ...(isPrimary ? [] : [uniqueIndex(called.key, columns, false)]),
      plainIndex(called.index, [targetColumn]),
    ],
  };
}

function keyType(parts: ModelParts, { name, key, fields }: EntityModel): string {
  const field = fields.find(({ id }) => id === key?.fields[0]);
  return columnType(parts, present(field, `key of ${name}`));
}

function pointing(
  parts: ModelParts,
  { onDelete, onUpdate, checked }: RelationModel,
  target: EntityModel,
  fieldIds: string[],
): Pick<ForeignKey, 'references' | 'onDelete' | 'onUpdate' | 'checked'> {
  const { schema, name: table } = tableOf(target);
  const columns = fieldIds.flatMap((id) => parts.columnsOf(target, id));
  return { references: { schema, table, columns }, onDelete, onUpdate, checked };
}
