import type { Column, DatabaseSchema, Table } from '@amplication/postgres-schema';
import type { DatabaseDraft } from '../draft/database-draft';
import { Lexer } from '../../sql-text/lexer';
import { meantBy } from '../../sql-text/identifiers';

const LAST: { line: number; column: number } = { line: 1, column: 1 };

/** The schema without what calls a function that does not come along, which an empty database would refuse. */
export function loseLeftOvers(draft: DatabaseDraft): DatabaseSchema {
  const schema = draft.schema();
  if (draft.lostFunctions.size === 0) return schema;
  for (const table of schema.tables) {
    const lose = (part: string, what: string, called: string) =>
      draft.lose(
        draft.placeOf(`${table.schema}.${table.name}`, part) ?? LAST,
        table,
        `${table.name}.${part}`,
        `${what}, since it calls the function ${called}, which the model does not have.`,
      );
    loseOf(table, (expression) => lostCall(draft.lostFunctions, expression), lose);
  }
  return schema;
}

type Lose = (part: string, what: string, called: string) => void;

function loseOf(table: Table, lost: (expression: string | null) => string | null, lose: Lose): void {
  table.columns = table.columns.flatMap((column): Column[] => {
    const byDefault = lost(column.default);
    if (byDefault !== null) {
      lose(column.name, 'Its default is left out', byDefault);
      column.default = null;
    }
    const generated = lost(column.generated);
    if (generated !== null) lose(column.name, 'It is an ordinary column', generated);
    return [{ ...column, generated: generated === null ? column.generated : null }];
  });
  table.checks = table.checks.filter(({ name, expression }) => {
    const called = lost(expression);
    if (called !== null) lose(name, 'The check is left out', called);
    return called === null;
  });
  table.indexes = table.indexes.filter(({ name, parts, where }) => {
    const called = [where, ...parts.map(({ expression }) => expression)].map(lost).find((one) => one !== null);
    if (called !== undefined) lose(name, 'The index is left out', called);
    return called === undefined;
  });
}

/** A function that an expression calls and that is one of these. */
function lostCall(functions: ReadonlySet<string>, expression: string | null): string | null {
  if (expression === null) return null;
  const lexer = new Lexer(expression);
  let last = '';
  while (lexer.next()) {
    if (lexer.is('(') && functions.has(last)) return last;
    last = lexer.kind === 'word' || lexer.kind === 'name' ? meantBy(lexer) : '';
  }
  return null;
}
