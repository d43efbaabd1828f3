import type { CheckTime, Table } from '@amplication/postgres-schema';
import type { Constraint } from 'libpg-query';
import type { Context } from '../draft/database-draft';
import { namesOf } from '../parser/tree';
import { addCheck } from './checks';
import { isNamed, loseOf, type PlacedConstraint } from './constraint-names';
import { addForeignKey } from './foreign-keys';
import { addPrimaryKey, addUnique, setNotNull } from './keys';

/** Adds what a statement says of a table in the order in which PostgreSQL makes it, which decides about names. */
export function addConstraints(context: Context, table: Table, all: readonly PlacedConstraint[]): void {
  const isThere = ({ conname }: Constraint) => conname !== undefined && isNamed(table, conname);
  const placed = context.at.statement.isGuarded ? all.filter(({ constraint }) => !isThere(constraint)) : all;
  const each = (kind: Constraint['contype'], add: (one: PlacedConstraint, checked: CheckTime) => void) =>
    placed.forEach((one, position) => {
      if (one.constraint.contype !== kind) return;
      add(one, checkTimeOf(placed, position));
      context.draft.checkSize(table);
    });
  each('CONSTR_CHECK', (one) => addCheck(context, table, one));
  each('CONSTR_PRIMARY', (one) => addPrimaryKey(context, table, one));
  each('CONSTR_UNIQUE', (one, checked) => addUnique(context, table, one, checked));
  each('CONSTR_EXCLUSION', ({ constraint }) =>
    loseOf(context, table, constraint, 'The model has no exclusion constraints: it is left out.'),
  );
  each('CONSTR_FOREIGN', (one, checked) => addForeignKey(context, table, one, checked));
  each('CONSTR_NOTNULL', ({ constraint }) => {
    for (const name of namesOf(constraint.keys)) setNotNull(table, name);
  });
}

/** When a constraint is checked; at a column the words about it are constraints of their own behind it. */
function checkTimeOf(placed: readonly PlacedConstraint[], position: number): CheckTime {
  const one = placed[position];
  const words = new Set<Constraint['contype']>();
  for (let next = position + 1; one && one.column !== null && next < placed.length; next += 1) {
    const { column, constraint } = placed[next] ?? one;
    if (column !== one.column || !constraint.contype?.startsWith('CONSTR_ATTR_')) break;
    words.add(constraint.contype);
  }
  const { deferrable, initdeferred } = one?.constraint ?? {};
  if (initdeferred || words.has('CONSTR_ATTR_DEFERRED')) return 'at commit';
  return deferrable || words.has('CONSTR_ATTR_DEFERRABLE') ? 'deferrable' : 'at once';
}
