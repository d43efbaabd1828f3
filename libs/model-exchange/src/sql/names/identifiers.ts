import { Lexer } from '../text/lexer';

/** What PostgreSQL does not read as a name of a column or a type unless it is quoted. */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case ' +
    'cast char character check coalesce collate collation column concurrently constraint create cross current_catalog ' +
    'current_date current_role current_schema current_time current_timestamp current_user dec decimal default ' +
    'deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant ' +
    'greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join ' +
    'lateral leading least left like limit localtime localtimestamp national natural nchar none normalize not notnull ' +
    'null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real ' +
    'references returning right row select session_user setof similar smallint some substring symmetric system_user ' +
    'table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic ' +
    'verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi ' +
    'xmlroot xmlserialize xmltable'
  ).split(' '),
);

/** A name as it has to be written in SQL. */
export const quoted = (name: string): string =>
  /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** The name that a token of SQL means. */
export const meantBy = (token: Lexer): string =>
  token.kind === 'name'
    ? token.text.slice(1, -1).replaceAll('""', '"')
    : token.text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The parts of a name such as `public."Order"`. */
export function partsOfName(text: string): string[] {
  const lexer = new Lexer(text);
  const parts = [];
  while (lexer.next()) if (lexer.kind === 'word' || lexer.kind === 'name') parts.push(meantBy(lexer));
  return parts;
}

/** Whether an expression names this column, as far as that can be told without its tables. */
export const mentions = (expression: string, column: string): boolean =>
  replaceName(expression, column, '') !== expression;

/** An expression with another name in place of a column's. */
export function replaceName(expression: string, from: string, to: string): string {
  const lexer = new Lexer(expression);
  let text = '';
  let end = 0;
  while (lexer.next()) {
    const { start, end: after } = lexer;
    if ((lexer.kind !== 'word' && lexer.kind !== 'name') || meantBy(lexer) !== from) continue;
    if (isCallOrCast(expression, start, after)) continue;
    text += expression.slice(end, start) + (to === '' ? '' : quoted(to));
    end = after;
  }
  return text + expression.slice(end);
}

const isCallOrCast = (expression: string, start: number, end: number): boolean =>
  expression.startsWith('(', end) || expression.slice(Math.max(0, start - 2), start) === '::';
