import type { EntityModel } from '@amplication/service-model';
import { type CodeValue, objectOf } from '../render/code-value';
import { tsString } from '../render/escape';
import { isOfCaller } from '../plan/column-plan';
import { isGivable, isSeen, type TestContext, type TestedColumn } from './test-context';

export const namesOf = (columns: readonly TestedColumn[]): CodeValue => ({
  list: columns.map(({ api }) => tsString(api)),
});

/** Fields that no test writes, since nobody knows a value; null where there are none. */
export function unknownFields({ columns }: TestContext): string | null {
  const unknown = columns.filter(
    (column) =>
      isGivable(column) && !column.isHeld && !isOfCaller(column.field) && column.values.nth === null,
  );
  return unknown.length === 0 ? null : unknown.map(({ api }) => api).join(', ');
}

/** What `itCreates` has to know. */
export function creating({ columns }: TestContext): CodeValue {
  return objectOf({
    shown: 'SHOWN',
    unseen: namesOf(columns.filter((column) => !isSeen(column))),
    defaults: { object: columns.flatMap(defaultOf) },
    needed: namesOf(columns.filter((column) => column.create === 'required' && isGivable(column))),
    readOnly: namesOf(columns.filter(({ create }) => create === 'never')),
  });
}

/** What a row has where a caller says nothing, as far as the model says it and it looks the same in the API. */
function defaultOf(column: TestedColumn): (readonly [string, CodeValue])[] {
  const { api, create, field } = column;
  if (create === 'required' || !isSeen(column) || isOfCaller(field) || field.generated !== null) return [];
  if (field.default === null) return column.required || field.role !== null ? [] : [[api, 'null']];
  if (field.default.kind !== 'literal' || !AS_WRITTEN.has(field.type)) return [];
  if (field.type === 'text' && field.store === 'char') return [];
  return [[api, codeOf(field.default.value)]];
}

/** Types whose values look the same in the API as in the model. */
const AS_WRITTEN: ReadonlySet<string> = new Set(['text', 'integer', 'boolean', 'enum', 'json', 'uuid']);

function codeOf(value: unknown): CodeValue {
  if (typeof value === 'string') return tsString(value);
  if (Array.isArray(value)) return { list: value.map(codeOf) };
  if (typeof value === 'object' && value !== null)
    return { object: Object.entries(value).map(([name, one]) => [name, codeOf(one)] as const) };
  return String(value);
}

/** What `itUpdates` has to know. */
export function updating({ columns }: TestContext): CodeValue {
  const changed = changing(columns);
  const nameOf = (role: string) => {
    const column = columns.find(({ field }) => field.role === role);
    return column ? tsString(column.api) : 'null';
  };
  return objectOf({
    fields: {
      list: changed.map(({ column, from, to }) => objectOf({ field: tsString(column.api), from, to })),
    },
    unseen: namesOf(columns.filter((column) => !isSeen(column))),
    moving: namesOf(
      columns.filter(
        ({ field }) => field.generated !== null || field.role === 'version' || field.role === 'updatedAt',
      ),
    ),
    readOnly: namesOf(columns.filter(({ update }) => update === 'never')),
    version: nameOf('version'),
    updatedAt: nameOf('updatedAt'),
  });
}

interface Change {
  column: TestedColumn;
  from: CodeValue;
  to: CodeValue;
}

/** What can be changed from one value to another. */
export const changing = (columns: readonly TestedColumn[]): Change[] =>
  columns.flatMap((column) => {
    const [from, to] = column.values.some;
    const isFree =
      column.update !== 'never' && isGivable(column) && !column.isHeld && !isOfCaller(column.field);
    return isFree && from !== undefined && to !== undefined ? [{ column, from, to }] : [];
  });

/** What `itKnowsTheRules` has to know. */
export function rules({ columns, key, entity }: TestContext): CodeValue {
  const isKey = (column: TestedColumn) => key.some(({ api }) => api === column.api);
  return {
    list: columns.filter(isGivable).map((column) => {
      const { values, required, isHeld, field } = column;
      const isFree = !isHeld && !isOfCaller(field) && !isInExpression(entity, column);
      const takes = [
        ...(isFree && !isKey(column) ? values.takes : []),
        ...(required || isOfCaller(field) ? [] : ['null']),
      ];
      return objectOf({
        field: tsString(column.api),
        takes: { list: takes },
        refuses: { list: [...values.refuses, ...(required ? ['null'] : [])] },
        isFixed: column.update === 'never' ? 'true' : null,
      });
    }),
  };
}

/** Whether PostgreSQL makes something of the value, which may not fit or not be allowed then. */
function isInExpression({ fields, checks, indexes }: EntityModel, { column }: TestedColumn): boolean {
  const expressions = [
    ...fields.map(({ generated }) => generated ?? ''),
    ...checks.map(({ expression }) => expression),
    ...indexes.flatMap(({ parts }) => parts.map(({ expression }) => expression ?? '')),
  ];
  return expressions.some((text) => text.includes(column));
}
