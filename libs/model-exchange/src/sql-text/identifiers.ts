import { quoteName } from '@amplication/postgres-schema';
import { Lexer } from './lexer';

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
    text += expression.slice(end, start) + (to === '' ? '' : quoteName(to));
    end = after;
  }
  return text + expression.slice(end);
}

const isCallOrCast = (expression: string, start: number, end: number): boolean =>
  expression.startsWith('(', end) || expression.slice(Math.max(0, start - 2), start) === '::';
