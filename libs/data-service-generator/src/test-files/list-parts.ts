import { filterable, searchable, sortable } from '../dto-files/filters-dto';
import { kindOf } from '../entity-files/list-file';
import { type CodeValue, objectOf } from '../render/code-value';
import { tsString } from '../render/escape';
import type { CodedColumn } from '../context/entity-context';
import { isSeen, isSettable, type TestContext, type TestedColumn } from './test-context';

/** What `itFilters` and `itSorts` have to know. */
export function listFields(context: TestContext): CodeValue {
  const [filters, sorts] = [filterable(context), sortable(context)];
  const isOf = (columns: readonly CodedColumn[], { api }: TestedColumn) =>
    columns.some((one) => one.api === api);
  return {
    list: tested(context, [...filters, ...sorts]).map((column) =>
      objectOf({
        ...differing(column),
        filter: isOf(filters, column) ? tsString(kindOf(column)) : 'null',
        canSort: String(isOf(sorts, column)),
      }),
    ),
  };
}

/** What `itPages` has to know: a field that every row has, and one that a row may be without. */
export function pages(context: TestContext): CodeValue {
  const shared = tested(context, sortable(context)).filter(
    (column) => isOpen(column) && column.values.some.length > 1 && !isDistinct(context, column),
  );
  const chosen = [shared.find(({ required }) => required), shared.find(({ required }) => !required)];
  return {
    list: chosen.filter((column) => column !== undefined).map((column) => objectOf(differing(column))),
  };
}

/** What `itSearches` has to know; nothing where a list has no search. */
export function searches(context: TestContext): CodeValue[] {
  const columns = tested(context, searchable(context)).filter(({ values }) => values.some.length > 1);
  if (columns.length === 0) return [];
  return [
    {
      list: columns.map(({ api, values }) =>
        objectOf({ field: tsString(api), values: { list: values.some.slice(0, 2) } }),
      ),
    },
  ];
}

/** Of some columns those that somebody sees, with their values. */
const tested = ({ columns }: TestContext, chosen: readonly CodedColumn[]): TestedColumn[] =>
  columns.filter((column) => isSeen(column) && chosen.some(({ api }) => api === column.api));

/** Whether tests can give it the value that they like. */
const isOpen = (column: TestedColumn): boolean => !column.isHeld && isSettable(column);

const differing = (column: TestedColumn) => ({
  field: tsString(column.api),
  values: isOpen(column) && column.values.some.length > 0 ? { list: column.values.some } : null,
  canBeNull: String(!column.required),
});

/** Whether no two rows may have the same value, alone or together with others. */
function isDistinct({ entity, key }: TestContext, { api, field }: TestedColumn): boolean {
  return (
    field.unique ||
    key.some((column) => column.api === api) ||
    entity.uniques.some(({ fields }) => fields.includes(field.id)) ||
    entity.indexes.some(({ unique, parts }) => unique && parts.some(({ fieldId }) => fieldId === field.id))
  );
}
