import { camelCase, plural, words } from '@amplication/service-model';
import { fieldName, firstFree, pascalOf } from '../reading/nouns';
import type { TableNames } from '../reading/reading';

/** What a column is about, without what says that it is a key: `customer_id` gives `customer`. */
export function subjectOf(column: string): string {
  const name = fieldName(column);
  const parts = words(name);
  const last = parts.at(-1) ?? '';
  if (parts.length > 1 && ['id', 'uuid', 'fk', 'key', 'ref', 'code'].includes(last))
    return camelCase(parts.slice(0, -1).join('_'));
  return name;
}

/** A name for a relation that no other member of its entity has. */
export function relationName(names: TableNames, columns: readonly string[], target: TableNames): string {
  const one = camelCase(target.name);
  const [only] = columns;
  const subject = columns.length === 1 && only !== undefined ? subjectOf(only) : one;
  const isId = words(subject).join(' ') === 'id';
  const candidates = isId
    ? [one, `${one}Row`]
    : [subject, `${subject}${target.name}`, one, `${one}By${pascalOf(columns.join('_'))}`];
  return take(names, candidates);
}

/** A name for the other side of a relation. */
export function inverseName(
  names: TableNames,
  relation: { name: string; isOne: boolean },
  target: TableNames,
  isAlone: boolean,
): string {
  const many = relation.isOne ? camelCase(names.name) : plural(camelCase(names.name));
  const isParent = names === target && relation.name === 'parent' && !relation.isOne;
  const qualified = `${relation.name}${many.charAt(0).toUpperCase()}${many.slice(1)}`;
  return take(target, [...(isParent ? ['children'] : []), ...(isAlone ? [many] : []), qualified]);
}

/** Names of both sides of a many-to-many. */
export function pairNames(
  own: TableNames,
  target: TableNames,
  columns: { own: string; target: string },
): { name: string; inverse: string } {
  const name = take(own, [plural(subjectOf(columns.target)), plural(camelCase(target.name))]);
  const inverse = take(target, [plural(subjectOf(columns.own)), plural(camelCase(own.name))]);
  return { name, inverse };
}

function take({ members }: TableNames, candidates: readonly string[]): string {
  const name = firstFree(candidates, (one) => members.has(one));
  members.add(name);
  return name;
}
