import type { CheckConstraint, Index, Table, UniqueConstraint } from '@amplication/postgres-schema';
import {
  type CheckModel,
  type EntityModel,
  type FieldModel,
  fitName,
  MODEL_LIMITS,
  type UniqueModel,
} from '@amplication/service-model';
import { idOf } from '../reading/ids';
import { atMost } from '../reading/limits';
import { columnIn, placeNames, type Reading } from '../reading/reading';
import { isPlainUnique, isShort, readIndex } from './read-index';

/** What keeps rows of a table apart, what makes them quick to find, and what holds for each. */
export type Keys = Pick<EntityModel, 'key' | 'uniques' | 'indexes' | 'checks'>;

/** Reads keys, uniques, indexes and checks; a unique with the usual name is said of its field. */
export function readKeys(
  reading: Reading,
  table: Table,
  fields: readonly FieldModel[],
  asRules: ReadonlySet<CheckConstraint>,
): Keys {
  const known = new Set(fields.map(({ id }) => id));
  const isKnown = (columns: readonly string[]) => columns.every((name) => known.has(reading.fieldId(table, name)));
  const keep = <T extends { name: string }>(things: readonly T[], columns: (thing: T) => readonly string[]): T[] =>
    things.filter((thing) => {
      const isThere = isKnown(columns(thing));
      if (!isThere) reading.lose(table, thing.name, 'It is left out with a column that it needs.');
      return isThere;
    });
  const primaryKey = table.primaryKey && keep([table.primaryKey], ({ columns }) => columns)[0];
  const uniques = keep(table.uniques, ({ columns }) => columns);
  const indexes = keep(table.indexes, ({ parts, include }) => [
    ...include,
    ...parts.flatMap(({ column }) => column ?? []),
  ]);
  const key = keyOf(reading, table, primaryKey ?? null, uniques, indexes);
  const rest = uniques.filter(({ name }) => name !== key?.constraint);
  const restIndexes = indexes.filter(({ name }) => name !== key?.constraint);
  const uniqueIndexes = restIndexes.filter(isPlainUnique);
  const lose = (what: string) => (thing: { name: string }) =>
    reading.lose(table, thing.name, `It is left out: an entity has no more ${what}.`);
  const asUniques = [
    ...rest.map((unique) => uniqueOf(reading, table, unique)),
    ...uniqueIndexes.map((index) => uniqueIndexOf(reading, table, index)),
  ];
  return {
    key,
    uniques: ofFields(
      table,
      fields,
      key,
      atMost(asUniques, MODEL_LIMITS.uniques, ({ constraint }) => lose('uniques')({ name: constraint ?? '' })),
    ),
    indexes: atMost(
      restIndexes
        .filter((index) => !isPlainUnique(index))
        .map((index) => readIndex(reading, table, index))
        .filter((index) => index !== null),
      MODEL_LIMITS.indexes,
      ({ name }) => lose('indexes')({ name: name ?? '' }),
    ),
    checks: checksOf(reading, table, asRules),
  };
}

/** The primary key, or else the first unique of columns that are always filled. */
function keyOf(
  reading: Reading,
  table: Table,
  primaryKey: Table['primaryKey'],
  uniques: readonly UniqueConstraint[],
  indexes: readonly Index[],
): EntityModel['key'] {
  const ids = (columns: readonly string[]) => columns.map((name) => reading.fieldId(table, name));
  if (primaryKey) return { fields: ids(primaryKey.columns), kind: 'primary key', constraint: primaryKey.name };
  const isFilled = (name: string) => columnIn(table, name)?.notNull === true;
  const unique = uniques.find((one) => one.checked === 'at once' && !one.nullsNotDistinct && one.columns.every(isFilled));
  if (unique) return { fields: ids(unique.columns), kind: 'unique constraint', constraint: unique.name };
  const columnsOf = ({ parts }: Index) => parts.flatMap(({ column }) => column ?? []);
  const index = indexes.find(
    (one) => isPlainUnique(one) && !one.nullsNotDistinct && columnsOf(one).every(isFilled),
  );
  return index
    ? { fields: ids(columnsOf(index)), kind: 'unique index', constraint: index.name }
    : null;
}

function uniqueOf(reading: Reading, table: Table, unique: UniqueConstraint): UniqueModel {
  const { name, columns, nullsNotDistinct, checked } = unique;
  return {
    id: idOf('unique', ...placeNames(table), name),
    fields: columns.map((column) => reading.fieldId(table, column)),
    kind: 'constraint',
    constraint: name,
    nullsNotDistinct,
    checked,
  };
}

function uniqueIndexOf(reading: Reading, table: Table, { name, parts, nullsNotDistinct }: Index): UniqueModel {
  return {
    id: idOf('unique', ...placeNames(table), name),
    fields: parts.flatMap(({ column }) => (column === null ? [] : [reading.fieldId(table, column)])),
    kind: 'index',
    constraint: name,
    nullsNotDistinct,
    checked: 'at once',
  };
}

/** Says of a field that it is unique, where that means the same constraint; gives back the other uniques. */
function ofFields(
  table: Table,
  fields: readonly FieldModel[],
  key: EntityModel['key'],
  uniques: UniqueModel[],
): UniqueModel[] {
  const isAlone = (unique: UniqueModel, id: string) =>
    !(key?.fields.length === 1 && key.fields[0] === id) &&
    uniques.every((other) => other === unique || other.fields.length > 1 || other.fields[0] !== id) &&
    table.indexes.every(({ unique: isUnique, parts }) => !isUnique || parts.length > 1);
  return uniques.filter((unique) => {
    const [id = '', second] = unique.fields;
    const field = fields.find((one) => one.id === id);
    const { kind, nullsNotDistinct, checked, constraint } = unique;
    const isPlain = kind === 'constraint' && !nullsNotDistinct && checked === 'at once' && second === undefined;
    const column = table.uniques.find(({ name }) => name === constraint)?.columns[0] ?? '';
    const usual = fitName(`${table.name}_${column}`, '_key');
    if (!field || !isPlain || constraint !== usual || !isAlone(unique, id)) return true;
    field.unique = true;
    return false;
  });
}

function checksOf(reading: Reading, table: Table, asRules: ReadonlySet<CheckConstraint>): CheckModel[] {
  const checks = table.checks.filter((check) => !asRules.has(check));
  const fit = checks.filter(({ name, expression }) => {
    const fits = isShort(expression);
    if (!fits) reading.lose(table, name, 'The check is left out: its expression is too long.');
    return fits;
  });
  return atMost(fit, MODEL_LIMITS.checks, ({ name }) =>
    reading.lose(table, name, 'It is left out: an entity has no more checks.'),
  ).map(({ name, expression }) => ({
    id: idOf('check', ...placeNames(table), name),
    constraint: name,
    expression,
  }));
}
