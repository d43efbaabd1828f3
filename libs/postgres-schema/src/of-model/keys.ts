import { columnOf, type EntityModel, type IndexModel } from '@amplication/service-model';
import type { Index, IndexPart, Table, UniqueConstraint } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import type { EntityNames } from './derived-names';
import { type ModelParts, present } from './model-parts';
import { uniqueFields } from './unique-columns';

/** What keeps rows of an entity apart, and what makes them quick to find. */
export function keysOf(
  parts: ModelParts,
  entity: EntityModel,
  names: EntityNames,
): Pick<Table, 'primaryKey' | 'uniques' | 'indexes'> {
  const columns = (ids: readonly string[]) => ids.flatMap((id) => parts.columnsOf(entity, id));
  const { key } = entity;
  const keyName = names.key ?? '';
  const uniques = entity.uniques.map((unique) => ({
    ...unique,
    columns: columns(unique.fields),
    name: present(names.uniques.get(unique.id), `name of unique ${unique.id}`),
  }));
  const ofFields = uniqueFields(entity).map((field) =>
    uniqueConstraint(present(names.fieldUniques.get(field.id), `name of ${field.id}`), [columnOf(field)]),
  );
  const ofRelations = [...names.relationUniques].map(([id, name]) =>
    uniqueConstraint(name, relationKey(parts, entity, id)),
  );
  return {
    primaryKey: key?.kind === 'primary key' ? { name: keyName, columns: columns(key.fields) } : null,
    uniques: [
      ...(key?.kind === 'unique constraint' ? [uniqueConstraint(keyName, columns(key.fields))] : []),
      ...ofFields,
      ...ofRelations,
      ...uniques
        .filter(({ kind }) => kind === 'constraint')
        .map(({ name, columns: over, nullsNotDistinct, checked }) => ({
          name,
          columns: over,
          nullsNotDistinct,
          checked,
        })),
    ],
    indexes: [
      ...(key?.kind === 'unique index' ? [uniqueIndex(keyName, columns(key.fields), false)] : []),
      ...uniques
        .filter(({ kind }) => kind === 'index')
        .map(({ name, columns: over, nullsNotDistinct }) => uniqueIndex(name, over, nullsNotDistinct)),
      ...entity.indexes.map((index) =>
        indexOf(index, present(names.indexes.get(index.id), `name of index ${index.id}`), columns),
      ),
    ],
  };
}

function relationKey(parts: ModelParts, entity: EntityModel, id: string): string[] {
  const relation = present(
    entity.relations.find((candidate) => candidate.id === id),
    `relation ${id}`,
  );
  return (relation.fields.length > 0 ? relation.fields : [id]).flatMap((part) =>
    parts.columnsOf(entity, part),
  );
}

const uniqueConstraint = (name: string, columns: string[]): UniqueConstraint => ({
  name,
  columns,
  nullsNotDistinct: false,
  checked: 'at once',
});

/** An index that keeps rows apart. */
export const uniqueIndex = (name: string, columns: string[], nullsNotDistinct: boolean): Index => ({
  ...plainIndex(name, columns),
  unique: true,
  nullsNotDistinct,
});

export const plainIndex = (name: string, columns: string[]): Index => ({
  name,
  unique: false,
  method: 'btree',
  parts: columns.map((column) => ({
    column,
    expression: null,
    descending: false,
    nulls: null,
    operatorClass: null,
  })),
  include: [],
  where: null,
  nullsNotDistinct: false,
});

function indexOf(index: IndexModel, name: string, columns: (ids: readonly string[]) => string[]): Index {
  const { unique, method, parts, include, where, nullsNotDistinct } = index;
  return {
    name,
    unique,
    method,
    parts: parts.flatMap(({ fieldId, expression, descending, nulls, operatorClass }): IndexPart[] => {
      const order = { descending, nulls: nulls === defaultNulls(descending) ? null : nulls, operatorClass };
      if (fieldId === null)
        return [{ column: null, expression: withoutBrackets(expression ?? ''), ...order }];
      return columns([fieldId]).map((column) => ({ column, expression: null, ...order }));
    }),
    include: columns(include),
    where: where === null ? null : withoutBrackets(where),
    nullsNotDistinct,
  };
}

/** Where PostgreSQL has rows without a value when nobody says it. */
const defaultNulls = (descending: boolean): 'first' | 'last' => (descending ? 'first' : 'last');
