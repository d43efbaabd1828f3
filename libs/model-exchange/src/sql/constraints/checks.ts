import { type Table, withoutBrackets } from '@amplication/postgres-schema';
import type { Context } from '../draft/database-draft';
import { namesOf, walk } from '../parser/tree';
import { afterWord, insideBrackets, plainText } from '../../sql-text/slices';
import { loseAttributes, nameOf, type PlacedConstraint } from './constraint-names';

/** CHECK. */
export function addCheck(context: Context, table: Table, { constraint }: PlacedConstraint): void {
  const { text } = context.at;
  const start = afterWord(text, ['CHECK'], context.at.indexOf(constraint.location));
  const inside = insideBrackets(text, start);
  if (!inside) return;
  const columns = new Set<string>();
  walk(constraint.raw_expr, ({ ColumnRef: reference }) => {
    if (typeof reference === 'object' && reference !== null && 'fields' in reference)
      if (Array.isArray(reference.fields)) columns.add(namesOf(reference.fields).at(-1) ?? '');
  });
  const [only = ''] = columns.size === 1 ? columns : [];
  const expression = withoutBrackets(plainText(text, inside.from, inside.to));
  const name = nameOf(context, table, constraint, { second: only, label: 'check', isIndex: false });
  table.checks.push({ name, expression });
  loseAttributes(context, table, constraint, name);
}

/** Adds a check that comes with the domain of a column. */
export function addDomainCheck(context: Context, table: Table, column: string, expression: string): void {
  const constraint = {};
  table.checks.push({
    name: nameOf(context, table, constraint, { second: column, label: 'check', isIndex: false }),
    expression,
  });
}
