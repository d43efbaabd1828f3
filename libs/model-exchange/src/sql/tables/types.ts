import { withoutBrackets } from '@amplication/postgres-schema';
import type { AlterEnumStmt, CreateDomainStmt, CreateEnumStmt } from 'libpg-query';
import { namesOf } from '../parser/tree';
import { afterWord, endOfExpression, insideBrackets, plainText } from '../../sql-text/slices';
import { constraintsOf, defaultText, followers, readType } from './columns';
import type { Context } from '../draft/database-draft';

/** CREATE TYPE … AS ENUM. */
export function createEnum({ draft, at }: Context, statement: CreateEnumStmt): void {
  const names = namesOf(statement.typeName);
  const name = draft.created(names.at(-2), names.at(-1));
  const isThere = draft.types.enumOf([name.schema, name.name]) !== null;
  if (isThere && at.statement.isGuarded) return;
  if (isThere)
    return draft.lose(at.place(), null, name.name, 'It is there already: the second one is left out.');
  draft.types.addEnum(name, namesOf(statement.vals));
  draft.declare(name, null, at.place());
}

/** ALTER TYPE … ADD VALUE and RENAME VALUE. */
export function alterEnum({ draft, at }: Context, statement: AlterEnumStmt): void {
  const names = namesOf(statement.typeName);
  const found = draft.types.enumOf(names);
  const { oldVal, newVal = '', newValNeighbor, newValIsAfter } = statement;
  if (!found)
    return draft.lose(at.place(), null, names.join('.'), 'The text changes a type that it does not make.');
  const { values } = found;
  if (oldVal !== undefined) {
    if (values.includes(oldVal)) values[values.indexOf(oldVal)] = newVal;
  } else if (!values.includes(newVal)) {
    const beside = newValNeighbor === undefined ? -1 : values.indexOf(newValNeighbor);
    values.splice(beside < 0 ? values.length : beside + (newValIsAfter ? 1 : 0), 0, newVal);
  }
}

/** CREATE DOMAIN: what it stands for is put where it is used. */
export function createDomain(context: Context, statement: CreateDomainStmt): void {
  const { draft, at } = context;
  const names = namesOf(statement.domainname);
  const name = draft.created(names.at(-2), names.at(-1));
  const lose = (reason: string) => draft.lose(at.place(), null, name.name, reason);
  const base = statement.typeName ? readType(context, statement.typeName, lose) : null;
  if (!base) return draft.types.addLost(name);
  const domain = { ...base, checks: [...base.checks] };
  const constraints = constraintsOf(statement.constraints);
  const follow = followers(constraints.map(({ location }) => at.indexOf(location)));
  for (const { contype, location, raw_expr } of constraints) {
    const start = at.indexOf(location);
    if (contype === 'CONSTR_NOTNULL') domain.notNull = true;
    if (contype === 'CONSTR_DEFAULT') {
      const from = afterWord(at.text, ['DEFAULT'], start);
      const to = endOfExpression(at.text, from, follow(start));
      domain.default = defaultText(context, plainText(at.text, from, to), raw_expr);
    }
    const inside = contype === 'CONSTR_CHECK' ? insideBrackets(at.text, start) : null;
    if (inside) domain.checks.push(withoutBrackets(plainText(at.text, inside.from, inside.to)));
  }
  draft.types.addDomain(name, domain);
  lose('The model has no domains: its columns have its type and its rules themselves.');
}
