import type { CheckTime, ForeignKey, ReferentialRule, Table } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import type { CatalogueConstraint, CatalogueTable } from './catalogue-shape';
import type { ForeignNames } from './foreign-names';
import type { Unread } from './reasons';

type Constraints = Pick<Table, 'primaryKey' | 'uniques' | 'checks' | 'foreignKeys'>;

/** The constraints of a table; `isTable` tells whether something that a foreign key points at is there. */
export function readConstraints(
  { schema, name: tableName, constraints }: CatalogueTable,
  isTable: (schema: string, name: string) => boolean,
  names: ForeignNames,
  unread: Unread,
): Constraints {
  const read: Constraints = { primaryKey: null, uniques: [], checks: [], foreignKeys: [] };
  const table = `${schema}.${tableName}`;
  for (const constraint of constraints) {
    const { name, kind, expression, nullsNotDistinct } = constraint;
    const columns = constraint.columns ?? [];
    const lose = (reason: string) => unread.add(table, `constraint ${name}`, reason);
    sayWhatIsLeft(constraint, lose);
    if (kind === 'x' || constraint.period)
      lose(`A model knows no constraint that excludes rows: ${constraint.definition}`);
    else if (!constraint.enforced) lose('PostgreSQL does not enforce it, so it is left out.');
    else if (kind === 'p') {
      read.primaryKey = { name, columns };
      if (constraint.deferrable) lose('A model cannot say that a primary key is checked later.');
    } else if (kind === 'u')
      read.uniques.push({ name, columns, nullsNotDistinct, checked: checkTime(constraint) });
    else if (kind === 'c')
      read.checks.push({ name, expression: withoutBrackets(names.expression(expression ?? '')) });
    else {
      const key = foreignKey(constraint, columns);
      if (isTable(key.references.schema, key.references.table)) read.foreignKeys.push(key);
      else
        lose(
          `It points at ${key.references.schema}.${key.references.table}, which is no table of the model.`,
        );
    }
  }
  return read;
}

function sayWhatIsLeft(constraint: CatalogueConstraint, lose: (reason: string) => void): void {
  const { kind, include, validated, noInherit, match, setColumns } = constraint;
  if (include === true) lose('A model cannot say which columns its index holds besides (INCLUDE).');
  if (!validated && constraint.enforced)
    lose('It was never validated (NOT VALID); a new database holds it for all rows.');
  if (noInherit) lose('A model cannot say that tables below do not inherit it (NO INHERIT).');
  if (kind === 'f' && match === 'f') lose('A model cannot say MATCH FULL.');
  if (kind === 'f' && setColumns) lose('A model cannot say which of the columns a delete sets.');
}

const RULES: Readonly<Record<CatalogueConstraint['onDelete'], ReferentialRule>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
  ' ': 'no action',
};

const foreignKey = (constraint: CatalogueConstraint, columns: string[]): ForeignKey => ({
  name: constraint.name,
  columns,
  references: {
    schema: constraint.targetSchema ?? '',
    table: constraint.targetTable ?? '',
    columns: constraint.targetColumns ?? [],
  },
  onDelete: RULES[constraint.onDelete],
  onUpdate: RULES[constraint.onUpdate],
  checked: checkTime(constraint),
});

const checkTime = ({ deferrable, deferred }: CatalogueConstraint): CheckTime =>
  deferred ? 'at commit' : deferrable ? 'deferrable' : 'at once';
