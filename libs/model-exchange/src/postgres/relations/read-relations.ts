import type { ForeignKey } from '@amplication/postgres-schema';
import { type EntityModel, MODEL_LIMITS, type RelationModel } from '@amplication/service-model';
import { idOf } from '../reading/ids';
import { cutDescription } from '../reading/limits';
import { placeNames, type Reading, type TableNames } from '../reading/reading';
import type { JoinTable } from './join-tables';
import { inverseName, pairNames, relationName } from './relation-names';

/** A foreign key that becomes a relation. */
interface Held {
  names: TableNames;
  target: TableNames;
  key: ForeignKey;
  name: string;
}

/** Relations of all entities, by the id of the entity: first all names of relations, then those of the other sides. */
export function readRelations(
  reading: Reading,
  entities: ReadonlyMap<string, EntityModel>,
  joins: readonly JoinTable[],
): Map<string, RelationModel[]> {
  const found = new Map<string, RelationModel[]>();
  const add = (names: TableNames, relation: RelationModel) =>
    found.set(names.id, [...(found.get(names.id) ?? []), relation]);
  const held = reading.entities().flatMap((names) => heldBy(reading, names, entities));
  const pairs = new Map<string, number>();
  const pairKey = ({ names, target }: Held) => JSON.stringify([names.id, target.id]);
  for (const one of held) pairs.set(pairKey(one), (pairs.get(pairKey(one)) ?? 0) + 1);
  for (const one of held) {
    const isAlone = pairs.get(pairKey(one)) === 1;
    add(one.names, relationOf(reading, one, entities, isAlone));
  }
  for (const join of joins) {
    const own = entityAt(reading, join.own);
    const target = entityAt(reading, join.target);
    if (own && target) add(own, manyToMany(reading, join, own, target));
  }
  return found;
}

const entityAt = (reading: Reading, { references }: ForeignKey): TableNames | null =>
  reading.entityOf({ schema: references.schema, name: references.table });

function heldBy(reading: Reading, names: TableNames, entities: ReadonlyMap<string, EntityModel>): Held[] {
  const { table } = names;
  const lose = (key: ForeignKey, reason: string) => reading.lose(table, key.name, reason);
  const fields = new Set(entities.get(names.id)?.fields.map(({ id }) => id));
  return table.foreignKeys.flatMap((key, position): Held[] => {
    const target = entityAt(reading, key);
    if (position >= MODEL_LIMITS.relations) lose(key, 'It is left out: an entity has no more relations.');
    else if (!target) lose(key, `It points at the table ${key.references.table}, which is not there.`);
    else if (!key.columns.every((column) => fields.has(reading.fieldId(table, column))))
      lose(key, 'It is left out with a column that it needs.');
    else return [{ names, target, key, name: relationName(names, key.columns, target) }];
    return [];
  });
}

function relationOf(
  reading: Reading,
  { names, target, key, name }: Held,
  entities: ReadonlyMap<string, EntityModel>,
  isAlone: boolean,
): RelationModel {
  const { table } = names;
  const fields = key.columns.map((column) => reading.fieldId(table, column));
  const references = key.references.columns.map((column) => reading.fieldId(target.table, column));
  const own = entities.get(names.id);
  const targetKey = entities.get(target.id)?.key?.fields ?? [];
  const isOne = own !== undefined && isUnique(own, fields);
  const isKey = targetKey.length === references.length && targetKey.every((id, index) => id === references[index]);
  return {
    ...plain,
    id: idOf('relation', ...placeNames(table), key.name),
    name,
    kind: isOne ? 'one-to-one' : 'many-to-one',
    entityId: target.id,
    required: fields.every((id) => own?.fields.find((field) => field.id === id)?.required === true),
    fields,
    references: isKey ? [] : references,
    onDelete: key.onDelete,
    onUpdate: key.onUpdate,
    checked: key.checked,
    constraint: key.name,
    inverse: { name: inverseName(names, { name, isOne }, target, isAlone), description: '' },
  };
}

const plain = {
  description: '',
  column: null,
  enforced: true,
  joinTable: null,
} as const satisfies Partial<RelationModel>;

/** Whether no two rows have the same values in exactly these fields. */
function isUnique({ key, uniques, fields }: EntityModel, ids: readonly string[]): boolean {
  const same = (others: readonly string[]) => others.length === ids.length && ids.every((id) => others.includes(id));
  return (
    same(key?.fields ?? []) ||
    uniques.some((unique) => same(unique.fields)) ||
    (ids.length === 1 && fields.some(({ id, unique }) => unique && id === ids[0]))
  );
}

function manyToMany(reading: Reading, join: JoinTable, own: TableNames, target: TableNames): RelationModel {
  const { table, key, index } = join;
  const [ownColumn = '', targetColumn = ''] = table.columns.map((column) => column.name);
  const { name, inverse } = pairNames(own, target, { own: ownColumn, target: targetColumn });
  return {
    ...plain,
    id: idOf('relation', ...placeNames(table)),
    name,
    kind: 'many-to-many',
    entityId: target.id,
    description: cutDescription(reading, table, null, table.comment),
    required: false,
    fields: [],
    references: [],
    onDelete: join.own.onDelete,
    onUpdate: join.own.onUpdate,
    checked: join.own.checked,
    constraint: null,
    inverse: { name: inverse, description: '' },
    joinTable: {
      table: table.name,
      schema: table.schema === own.table.schema ? null : table.schema,
      ownColumn,
      targetColumn,
      key: key.kind,
      keyConstraint: key.name,
      ownConstraint: join.own.name,
      targetConstraint: join.target.name,
      index,
    },
  };
}

