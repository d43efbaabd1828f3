import type { EntityModel } from '@amplication/service-model';
import { type CodeValue, objectOf } from '../render/code-value';
import { tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import type { EntityPlan } from '../plan/service-plan';
import { isOfCaller } from '../plan/column-plan';
import {
  type Action,
  isGivable,
  mayOf,
  rowsName,
  type TestContext,
  testContext,
  type TestedColumn,
} from './test-context';

/** Sets of fields of which no two rows have the same values, as far as a caller says them. */
export function uniques(context: TestContext): CodeValue[] {
  const { entity, columns, key } = context;
  const sets = [
    ...(key.some(({ create }) => create === 'never') ? [] : [entity.key?.fields ?? []]),
    ...entity.fields.filter(({ unique }) => unique).map(({ id }) => [id]),
    ...entity.relations.filter(({ kind }) => kind === 'one-to-one').map(({ id }) => [id]),
    ...entity.uniques.filter(({ checked }) => checked === 'at once').map(({ fields }) => fields),
  ];
  return sets.flatMap((ids) => {
    const found = ids.map((id) => columns.filter((column) => isColumnOf(context, id, column)));
    const all = found.flat();
    const isSaid = all.every((column) => isGivable(column) && !isOfCaller(column.field) && column.isShown);
    return ids.length === 0 || found.some((one) => one.length === 0) || !isSaid || all.some(isUnknown)
      ? []
      : [{ list: all.map(({ api }) => tsString(api)) }];
  });
}

const isUnknown = ({ isHeld, values }: TestedColumn) => !isHeld && values.nth === null;

/** Whether a field, or a relation, is kept in a column. */
const isColumnOf = ({ references }: TestContext, id: string, column: TestedColumn): boolean =>
  references.some(
    ({ relation, pairs }) => relation.id === id && pairs.some(({ here }) => here.api === column.api),
  ) || column.field.id === id;

/** Secrets, each with one. */
export const secrets = ({ columns }: TestContext): [CodeValue, CodeValue][] =>
  columns.flatMap((column) => {
    const [value] = column.values.some;
    return column.field.secret && isGivable(column) && column.update !== 'never' && value !== undefined
      ? [[tsString(column.api), value]]
      : [];
  });

/** What `itRefers` has to know of each relation that PostgreSQL holds. */
export const referring = (context: TestContext): CodeValue[] =>
  context.references
    .filter(({ relation }) => relation.enforced)
    .map(({ relation, other, pairs }) => {
      const canDelete = mayOf(other.entity).has('delete') && other.key.length > 0 && context.key.length > 0;
      const then = {
        'no action': "'refused'",
        restrict: "'refused'",
        cascade: "'removed'",
        'set null': "'emptied'",
        'set default': 'null',
      }[relation.onDelete];
      return objectOf({
        holds: { list: pairs.map(({ here }) => tsString(here.api)) },
        whenGone: canDelete ? then : 'null',
      });
    });

/** What `itIncludes` has to know of each relation, from both of its sides. */
export const includes = (context: TestContext, imports: Imports): CodeValue[] =>
  context.related
    .filter(({ other }) => context.key.length > 0 && canMake(context, other))
    .map(({ api, side, many, other, pairs, route }) =>
      objectOf({
        name: tsString(api),
        ...reached(context, other, imports),
        holds: objectOf(Object.fromEntries(pairs.map(({ here, there }) => [here.api, tsString(there.api)]))),
        side: tsString(side),
        isMany: String(many),
        route: route === null ? 'null' : tsString(route),
        refusedFor: refusedFor(context, other.entity, 'list'),
      }),
    );

/** What `itLinks` has to know of each many-to-many. */
export const links = (context: TestContext, imports: Imports): CodeValue[] =>
  context.links
    .filter(({ other }) => canMake(context, other))
    .map(({ route, other }) =>
      objectOf({
        route: tsString(route),
        ...reached(context, other, imports),
        refusedFor: refusedFor(context, context.entity, 'update'),
      }),
    );

/** Roles that may not do something, each alone; '*' stands for somebody without one. */
function refusedFor({ service }: TestContext, { access }: EntityModel, action: Action): CodeValue {
  const may = (id: string | null) =>
    access.some(({ roleId, actions }) => roleId === id && actions.includes(action));
  const roles = [...service.model.roles, { id: null, name: '*' }];
  return { list: roles.filter(({ id }) => !may(id) && !may(null)).map(({ name }) => tsString(name)) };
}

const canMake = ({ service }: TestContext, other: EntityPlan) =>
  testContext(service, other).obstacle === null;

/** The rows at the other end, and what the caller may do with them. */
function reached({ names }: TestContext, other: EntityPlan, imports: Imports) {
  const rows = rowsName(other);
  if (other.names.folder !== names.folder) imports.add(`./rows/${other.names.folder}`, rows);
  const may = mayOf(other.entity);
  return { of: rows, canRead: String(may.has('read')), canList: String(may.has('list')) };
}
