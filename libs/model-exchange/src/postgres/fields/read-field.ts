import { own } from '@amplication/foundation';
import type { CheckConstraint, Column, Table } from '@amplication/postgres-schema';
import { columnOf, type EnumModel, type FieldModel, MODEL_LIMITS, words } from '@amplication/service-model';
import { cutDescription } from '../reading/limits';
import { entityName, fieldName } from '../reading/nouns';
import { type Reading, type TableNames } from '../reading/reading';
import { idOf } from '../reading/ids';
import { placeNames } from '../reading/reading';
import { readType } from './field-types';
import { KnownEnums } from './known-enums';
import { readDefault, type TakenSequences } from './read-default';
import { checkName, isWritten, ruleOf, withRule } from './rules';

/** What is read of a table's columns. */
export interface ReadFields {
  fields: FieldModel[];
  /** Enums without a type of their own, one for each column that has a check of its values. */
  enums: EnumModel[];
  /** Checks that are rules of a field now. */
  asRules: Set<CheckConstraint>;
}

/** The columns of a table as fields. */
export function readFields(
  reading: Reading,
  names: TableNames,
  known: { enums: KnownEnums; taken: TakenSequences },
): ReadFields {
  const { table } = names;
  const read: ReadFields = { fields: [], enums: [], asRules: new Set() };
  const columns = table.columns.slice(0, MODEL_LIMITS.fields);
  if (columns.length < table.columns.length)
    reading.lose(
      table,
      null,
      `An entity has at most ${MODEL_LIMITS.fields} fields: the last columns are left out.`,
    );
  for (const column of columns) {
    const plain = plainField(reading, names, column);
    const before = read.enums.length;
    const ruled = withChecks(reading, table, column, plain, read);
    for (const one of read.enums.slice(before)) known.enums.add(one);
    const value = readDefault(reading, table, column, ruled, known);
    read.fields.push({ ...ruled, default: value });
  }
  shareRoles(read.fields);
  return read;
}

function plainField(reading: Reading, { table, fields }: TableNames, column: Column): FieldModel {
  const { type, list } = readType(reading, column.type);
  const name = fields.get(column.name) ?? fieldName(column.name);
  const generated =
    column.generated !== null && column.generated.length > MODEL_LIMITS.expressionLength
      ? null
      : column.generated;
  if (generated !== column.generated)
    reading.lose(table, column.name, 'Its expression is too long: it is an ordinary column.');
  const field: FieldModel = {
    ...type,
    id: reading.fieldId(table, column.name),
    name,
    column: null,
    description: cutDescription(reading, table, column.name, column.comment),
    required: column.notNull,
    unique: false,
    list,
    default: null,
    generated,
    role: null,
    readOnly: false,
    writeOnly: false,
    secret: false,
    searchable: false,
    sortable: true,
    readableBy: null,
    writableBy: null,
  };
  return columnOf(field) === column.name ? field : { ...field, column: column.name };
}

const NO_ENUMS = new KnownEnums([]);

/** A check that the generator would write for the field is a rule of it, or an enum. */
function withChecks(
  reading: Reading,
  table: Table,
  column: Column,
  field: FieldModel,
  read: ReadFields,
): FieldModel {
  const name = checkName(table.name, column.name);
  const check = table.checks.find((one) => one.name === name);
  const isShort = check !== undefined && check.expression.length <= MODEL_LIMITS.expressionLength;
  const rule = isShort ? ruleOf(check.expression, column.name) : null;
  if (!check || !rule) return field;
  const asColumn = (one: FieldModel): FieldModel => ({ ...one, column: column.name });
  if (rule.kind === 'values') {
    if (field.type !== 'text' || field.store !== 'text') return field;
    const found = valuesEnum(table, column, rule.values);
    const {
      type: _type,
      store: _s,
      minLength: _n,
      maxLength: _x,
      format: _f,
      pattern: _p,
      ...common
    } = field;
    const asEnum: FieldModel = { ...common, type: 'enum', enumId: found.id };
    if (!isWritten(asColumn(asEnum), rule, new KnownEnums([found]))) return field;
    read.enums.push({ ...found, name: reading.enumNameFor(enumNames(table, column)) });
    read.asRules.add(check);
    return asEnum;
  }
  const ruled = withRule(field, rule);
  if (!ruled || !isWritten(asColumn(ruled), rule, NO_ENUMS)) return field;
  read.asRules.add(check);
  return ruled;
}

const enumNames = (table: Table, column: Column): string[] => {
  const entity = entityName(table.name);
  const part = entityName(column.name);
  return [`${entity}${part}`, `${entity}${part}Value`];
};

function valuesEnum(table: Table, column: Column, values: readonly string[]): EnumModel {
  const id = idOf('enum', ...placeNames(table), column.name);
  return {
    id,
    name: '',
    description: '',
    native: false,
    typeName: null,
    schema: null,
    values: values.map((value) => ({
      id: idOf('value', ...placeNames(table), column.name, value),
      name: value,
      label: null,
      description: '',
      stored: null,
    })),
  };
}

/** Fields that the service sets by itself, by what they are called and begin with. */
function shareRoles(fields: FieldModel[]): void {
  const taken = new Set<FieldModel['role']>();
  for (const field of fields) {
    const role = roleOf(field);
    if (role === null || taken.has(role)) continue;
    taken.add(role);
    field.role = role;
  }
}

const TIMES: Record<string, FieldModel['role']> = { 'created at': 'createdAt', 'updated at': 'updatedAt' };
const VERSIONS = ['row version', 'lock version', 'optimistic lock version'];

function roleOf(field: FieldModel): FieldModel['role'] {
  const name = words(field.name).join(' ');
  const { required, list, default: value, generated } = field;
  if (!required || list || generated !== null) return null;
  if (field.type === 'timestamp' && value?.kind === 'now') return own(TIMES, name) ?? null;
  return field.type === 'integer' && value?.kind === 'literal' && VERSIONS.includes(name) ? 'version' : null;
}
