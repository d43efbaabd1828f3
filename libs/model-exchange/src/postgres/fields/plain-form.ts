import { Lexer } from '../../sql-text/lexer';

/** Words after a cast that belong to the name of its type. */
const TYPE_WORDS = new Set(['varying', 'precision', 'with', 'without', 'time', 'zone']);

/**
 * The tokens of an expression without what PostgreSQL adds to it, or leaves out, by itself: casts, brackets around one
 * thing, and quotes around numbers. Expressions of the same form mean the same where the column decides about the type.
 */
export function plainForm(expression: string): string[] {
  let tokens = tokensOf(expression);
  for (;;) {
    const fewer = withoutLoneBrackets(tokens);
    if (fewer.length === tokens.length) return fewer;
    tokens = fewer;
  }
}

function tokensOf(expression: string): string[] {
  const lexer = new Lexer(expression);
  const tokens: string[] = [];
  let more = lexer.next();
  while (more) {
    if (lexer.is('::')) {
      more = skipType(lexer);
      continue;
    }
    tokens.push(lexer.kind === 'word' ? lexer.text.toLowerCase() : numberIn(lexer.text));
    more = lexer.next();
  }
  return tokens.reduce<string[]>(joinMinus, []);
}

/** `'-5'` is `-5` once a number is wanted. */
const numberIn = (text: string): string => /^'(-?\d+(?:\.\d+)?)'$/.exec(text)?.[1] ?? text;

/** A minus before a number, and after nothing from which it could take away, belongs to the number. */
function joinMinus(before: string[], token: string): string[] {
  const last = before.at(-1);
  const previous = before.at(-2);
  const isSign = last === '-' && (previous === undefined || /^[(,<>=]/.test(previous) || previous === 'and');
  if (isSign && /^[\d.]+$/.test(token)) before.splice(-1, 1, `-${token}`);
  else before.push(token);
  return before;
}

/** Goes behind the type of a cast; false at the end. */
function skipType(lexer: Lexer): boolean {
  lexer.next();
  let more = lexer.next();
  while (more && (lexer.is('.') || TYPE_WORDS.has(lexer.word.toLowerCase()))) {
    if (lexer.is('.')) lexer.next();
    more = lexer.next();
  }
  while (more && (lexer.is('(') || lexer.is('['))) {
    const close = lexer.is('(') ? ')' : ']';
    while (more && !lexer.is(close)) more = lexer.next();
    more = lexer.next();
    while (more && TYPE_WORDS.has(lexer.word.toLowerCase())) more = lexer.next();
  }
  return more;
}

/** `(a)` is `a`, unless the brackets belong to a call; `((a = b))` is `(a = b)`. */
function withoutLoneBrackets(tokens: readonly string[]): string[] {
  const pairs = pairsOf(tokens);
  const left = new Set<number>();
  for (const [open, close] of pairs) {
    const isCall = /^[\w"]/.test(tokens[open - 1] ?? '') && !KEYWORDS.has(tokens[open - 1] ?? '');
    const isOne = close === open + 2 && !isCall;
    const isDouble = pairs.get(open + 1) === close - 1;
    const isWhole = open === 0 && close === tokens.length - 1;
    if (!isOne && !isDouble && !isWhole) continue;
    left.add(open);
    left.add(close);
  }
  return tokens.filter((_token, index) => !left.has(index));
}

const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'any', 'all', 'between']);

function pairsOf(tokens: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token === '(') open.push(index);
    if (token !== ')') return;
    const start = open.pop();
    if (start !== undefined) pairs.set(start, index);
  });
  return pairs;
}

/** Whether two expressions have the same form. */
export const isSameForm = (one: string, other: string): boolean =>
  plainForm(one).join(' ') === plainForm(other).join(' ');
