import { own } from '@amplication/foundation';
import type { EntityModel } from '@amplication/service-model';
import { nameOfCheck, nameOfIndex, nameOfUnique } from '../names';
import { only, ordered, REST, Short, type Tree } from './short';
import { listOf, named, type NamesOf, recordOf } from './names-of';

const ENTITY_ORDER = [
  ...['entity', 'id', 'description', 'pluralName', 'table', 'schema'],
  ...['fields', 'key', 'relations', 'uniques', 'indexes', 'checks', 'access', REST],
];
/** What only one type of field has follows the type. */
const FIELD_ORDER = [
  ...['id', 'type', 'enum', 'list', REST, 'required', 'unique', 'default', 'generated', 'role'],
  ...['readOnly', 'writeOnly', 'secret', 'searchable', 'sortable', 'readableBy', 'writableBy'],
  ...['column', 'description'],
];
const RELATION_ORDER = [
  ...['id', 'to', 'kind', 'required', 'inverse', 'fields', 'references', 'onDelete', 'onUpdate', REST],
  ...['column', 'constraint', 'joinTable', 'description'],
];

/** An entity in the text form; `sparse` is the entity without its defaults. */
export function treeOfEntity(sparse: Record<string, unknown>, entity: EntityModel, names: NamesOf): Tree {
  const { id, name, ...rest } = sparse;
  const members = (ids: unknown) => listOf(ids).map((one) => names.member(entity.id, one));
  const shapes: Record<string, (value: unknown) => unknown> = {
    fields: (value) => named(value, names, (field) => only(fieldTree(field, names), 'type')),
    relations: (value) => named(value, names, (one) => only(relationTree(one, entity, names), 'to')),
    key: (value) =>
      value === null ? null : only(withMembers(new Map(Object.entries(recordOf(value))), members), 'fields'),
    uniques: (value) => listOf(value).map((one) => uniqueTree(recordOf(one), names, members)),
    indexes: (value) => listOf(value).map((one) => indexTree(recordOf(one), entity, names, members)),
    checks: (value) => listOf(value).map((one) => checkTree(recordOf(one), names)),
    access: (value) => listOf(value).map((rule) => accessTree(recordOf(rule), names)),
  };
  const parts = Object.entries(rest).map(
    ([key, value]) => [key, own(shapes, key)?.(value) ?? value] as const,
  );
  return ordered([['entity', name], ...names.id(id, String(name)), ...parts], ENTITY_ORDER);
}

type Members = (ids: unknown) => string[];

function withMembers(tree: Tree, members: Members): Tree {
  for (const key of ['fields', 'include']) if (tree.has(key)) tree.set(key, members(tree.get(key)));
  return tree;
}

function fieldTree(field: Tree, names: NamesOf): Tree {
  const entries = [...field].map(([key, value]): [string, unknown] => {
    if (key === 'enumId') return ['enum', names.enum(value)];
    if (key === 'default') return ['default', defaultTree(recordOf(value))];
    if (key === 'minimum' || key === 'maximum') return [key, shortNumber(value)];
    return key === 'readableBy' || key === 'writableBy' ? [key, listOf(value).map(names.role)] : [key, value];
  });
  return ordered(entries, FIELD_ORDER);
}

/** A bound is a text, since it may have more digits than a number; one that has not is written as a number. */
const shortNumber = (value: unknown) =>
  typeof value === 'string' && String(Number(value)) === value ? Number(value) : value;

/** A literal is written as its value; one that is a mapping would be mistaken for the others. */
function defaultTree({ kind, value, ...rest }: Record<string, unknown>): unknown {
  if (kind === 'literal' && (typeof value !== 'object' || Array.isArray(value))) return value;
  return new Map<string, unknown>([
    ['kind', kind],
    ...(kind === 'literal' ? [['value', value] as const] : []),
    ...Object.entries(rest),
  ]);
}

function relationTree(relation: Tree, entity: EntityModel, names: NamesOf): Tree {
  const target = String(relation.get('entityId'));
  const entries = [...relation].map(([key, value]): [string, unknown] => {
    if (key === 'entityId') return ['to', names.entity(value)];
    if (key === 'fields') return [key, listOf(value).map((id) => names.member(entity.id, id))];
    if (key === 'references') return [key, listOf(value).map((id) => names.member(target, id))];
    if (key === 'inverse') return [key, only(new Map(Object.entries(recordOf(value))), 'name')];
    return [key, key === 'joinTable' ? new Map(Object.entries(recordOf(value))) : value];
  });
  return ordered(entries, RELATION_ORDER);
}

function uniqueTree(unique: Record<string, unknown>, names: NamesOf, members: Members): Tree | Short {
  const { id, ...rest } = unique;
  const tree = withMembers(new Map(Object.entries(rest)), members);
  const name = nameOfUnique(textOf(rest.constraint), members(rest.fields));
  return only(new Map([...names.id(id, name), ...tree]), 'fields');
}

function indexTree(
  index: Record<string, unknown>,
  entity: EntityModel,
  names: NamesOf,
  members: Members,
): Tree | Short {
  const { id, ...rest } = index;
  const parts = listOf(rest.parts).map((part) => {
    const { fieldId, ...more } = recordOf(part);
    const field = fieldId === undefined ? [] : [['field', names.member(entity.id, fieldId)] as const];
    return {
      tree: only(new Map([...field, ...Object.entries(more)]), 'field'),
      field: field[0]?.[1] ?? null,
    };
  });
  const name = nameOfIndex(
    textOf(rest.name),
    parts.map(({ field }) => field),
  );
  const tree = withMembers(
    new Map([...Object.entries(rest), ['parts', parts.map((part) => part.tree)]]),
    members,
  );
  return only(new Map([...names.id(id, name), ...tree]), 'parts');
}

function checkTree({ id, ...rest }: Record<string, unknown>, names: NamesOf): Tree | Short {
  const name = nameOfCheck(textOf(rest.constraint), String(rest.expression));
  return only(new Map([...names.id(id, name), ...Object.entries(rest)]), 'expression');
}

function accessTree(rule: Record<string, unknown>, names: NamesOf): Tree {
  const { roleId, ...rest } = rule;
  const role = roleId === undefined ? [] : [['role', names.role(roleId)] as const];
  return new Map<string, unknown>([...role, ...Object.entries(rest)]);
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
