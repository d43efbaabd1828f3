import { own } from '@amplication/foundation';
import type { CheckTime, ForeignKey, ReferentialRule, Table } from '@amplication/postgres-schema';
import type { Context } from '../draft/database-draft';
import type { ObjectName } from '../draft/object-name';
import { joinedNames } from '../names/object-names';
import { namesOf } from '../parser/tree';
import { loseAttributes, loseOf, nameOf, type PlacedConstraint } from './constraint-names';

const RULES: Record<string, ReferentialRule> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** FOREIGN KEY and REFERENCES. */
export function addForeignKey(
  context: Context,
  table: Table,
  placed: PlacedConstraint,
  checked: CheckTime,
): void {
  const { constraint, column } = placed;
  const columns = column === null ? namesOf(constraint.fk_attrs) : [column];
  const target = context.draft.meant(constraint.pktable?.schemaname, constraint.pktable?.relname);
  if (context.draft.relation(target)?.kind === 'lost')
    return loseOf(context, table, constraint, `It points at ${target.name}, which is left out.`);
  // Of one column, a part is the whole.
  if (constraint.fk_matchtype === 'f' && columns.length > 1)
    loseOf(context, table, constraint, 'MATCH FULL is not kept: PostgreSQL lets a part of the key be empty.');
  const setOnDelete = new Set(namesOf(constraint.fk_del_set_cols));
  if (setOnDelete.size > 0 && columns.some((name) => !setOnDelete.has(name)))
    loseOf(
      context,
      table,
      constraint,
      'All columns of the key are set when the other row goes, and some here.',
    );
  const second = joinedNames(columns);
  const name = nameOf(context, table, constraint, { second, label: 'fkey', isIndex: false });
  loseAttributes(context, table, constraint, name);
  const key: ForeignKey = {
    name,
    columns,
    references: {
      schema: target.schema,
      table: target.name,
      columns: referencedColumns(context, target, namesOf(constraint.pk_attrs)),
    },
    onDelete: own(RULES, constraint.fk_del_action ?? 'a') ?? 'no action',
    onUpdate: own(RULES, constraint.fk_upd_action ?? 'a') ?? 'no action',
    checked,
  };
  table.foreignKeys.push(key);
  context.draft.point(table, key);
}

/** What a foreign key points at that names no columns: the primary key, as it is by then. */
function referencedColumns({ draft }: Context, target: ObjectName, named: string[]): string[] {
  return named.length > 0 ? named : [...(draft.table(target)?.primaryKey?.columns ?? [])];
}
