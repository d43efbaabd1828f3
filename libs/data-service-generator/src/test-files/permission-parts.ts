import { ACTIONS, type EntityModel } from '@amplication/service-model';
import { filterable, sortable } from '../dto-files/filters-dto';
import { isAwkward } from '../names/own-names';
import { isOfCaller } from '../plan/column-plan';
import { type CodeValue, objectOf } from '../render/code-value';
import { tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import { changing } from './field-parts';
import { isGivable, type TestContext, type TestedColumn } from './test-context';

/** Everybody who is signed in. */
const EVERYBODY = '*';

/** What `itKeepsPermissions` has to know: the whole matrix, as the model has it. */
export function permissions(context: TestContext, imports: Imports): CodeValue {
  const { columns, entity } = context;
  imports.add('./people', 'OTHERS');
  const ofRole = (role: string) => columns.find(({ field }) => field.role === role);
  const nameOf = (column: TestedColumn | undefined) => (column ? tsString(column.api) : 'null');
  const whose = columns.filter(({ field }) => isOfCaller(field));
  const [change] = changing(columns).filter(({ column }) => column.field.writableBy === null);
  return objectOf({
    matrix: matrixOf(context.service.model.roles, entity),
    owner: nameOf(ofRole('owner')),
    tenant: nameOf(ofRole('tenant')),
    given: { list: whose.filter(isGivable).map(({ api }) => tsString(api)) },
    numbers: { list: whose.filter(({ code }) => code.type === 'number').map(({ api }) => tsString(api)) },
    fields: { list: columns.flatMap((column) => fieldOf(context, column)) },
    change: change ? { object: [[change.column.api, change.to]] } : { object: [] },
    others: 'OTHERS',
  });
}

/** What `itGuardsItsRepository` has to know; nothing where everybody may do all. */
export function guarded({ entity, names, key }: TestContext, imports: Imports): [CodeValue, CodeValue][] {
  const forAll = (action: (typeof ACTIONS)[number]) =>
    entity.access.some(({ roleId, actions }) => roleId === null && actions.includes(action));
  const possible = ACTIONS.filter((action) => key.length > 0 || action === 'list' || action === 'create');
  const actions = possible.filter((action) => !forAll(action));
  if (actions.length === 0) return [];
  imports.add(`../../src/generated/${names.folder}/repository`, names.repository);
  return [[names.repository, { list: actions.map(tsString) }]];
}

function matrixOf(roles: readonly { id: string; name: string }[], { access }: EntityModel): CodeValue {
  const all = [...roles, { id: null, name: EVERYBODY }];
  return {
    object: all.map(({ id, name }) => {
      const cells = ACTIONS.flatMap((action) => {
        const rules = access.filter(({ roleId, actions }) => roleId === id && actions.includes(action));
        const rows = [...new Set(rules.map((rule) => tsString(rule.rows)))];
        // By such a name TypeScript looks for what every object has, and not for the rows of a role.
        const cell = isAwkward(name) ? `[${rows.join(', ')}] as const` : { list: rows };
        return rows.length === 0 ? [] : [[action, cell] as const];
      });
      return [name, { object: cells }] as const;
    }),
  };
}

/** A field that only some roles may see or write. */
function fieldOf(context: TestContext, column: TestedColumn): CodeValue[] {
  const { service } = context;
  const { field, api, values, isShown } = column;
  const read = isShown ? field.readableBy : null;
  const write = column.update === 'never' ? null : field.writableBy;
  if (read === null && write === null) return [];
  const names = (ids: readonly string[] | null): CodeValue =>
    ids === null
      ? 'null'
      : { list: ids.map((id) => tsString(service.model.roles.find((role) => role.id === id)?.name ?? id)) };
  const has = (columns: readonly { api: string }[]) => columns.some((one) => one.api === api);
  const value = column.isHeld || isOfCaller(field) ? undefined : (values.some[1] ?? values.some[0]);
  return [
    objectOf({
      field: tsString(api),
      read: names(read),
      write: value === undefined ? 'null' : names(write),
      value: value ?? 'null',
      isFilter: String(value !== undefined && has(filterable(context))),
      isSort: String(has(sortable(context))),
    }),
  ];
}
