import { Lexer } from './lexer';

/** The piece of a text between two offsets, on one line and without comments. */
export function plainText(source: string, from: number, to: number): string {
  const lexer = new Lexer(source, from, to);
  let text = '';
  let end = from;
  while (lexer.next()) {
    if (text !== '' && lexer.start > end) text += ' ';
    text += lexer.text;
    end = lexer.end;
  }
  return text;
}

/** From a bracket at or after `from` to the one that closes it: the offsets between the two; null when there is none. */
export function insideBrackets(source: string, from: number): { from: number; to: number } | null {
  const lexer = new Lexer(source, from);
  let depth = 0;
  let start = -1;
  while (lexer.next()) {
    if (lexer.is('(')) {
      if (depth === 0) start = lexer.end;
      depth += 1;
    } else if (lexer.is(')') && depth > 0) {
      depth -= 1;
      if (depth === 0) return { from: start, to: lexer.start };
    }
  }
  return null;
}

/** The pieces between the commas that stand in no brackets. */
export function piecesOf(source: string, from: number, to: number): { from: number; to: number }[] {
  const lexer = new Lexer(source, from, to);
  const pieces = [];
  let depth = 0;
  let start = from;
  while (lexer.next()) {
    if (lexer.is('(') || lexer.is('[')) depth += 1;
    else if (lexer.is(')') || lexer.is(']')) depth -= 1;
    else if (lexer.is(',') && depth === 0) {
      pieces.push({ from: start, to: lexer.start });
      start = lexer.end;
    }
  }
  return [...pieces, { from: start, to }];
}

/** Where the first of these words ends that stands in no brackets; -1 when there is none. */
export function afterWord(
  source: string,
  words: readonly string[],
  from: number,
  to = source.length,
): number {
  const lexer = new Lexer(source, from, to);
  let depth = 0;
  while (lexer.next()) {
    if (lexer.is('(')) depth += 1;
    else if (lexer.is(')')) depth -= 1;
    else if (depth === 0 && words.includes(lexer.word)) return lexer.end;
  }
  return -1;
}

/** Where an expression ends that a comma, a closing bracket or what follows it ends. */
export function endOfExpression(source: string, from: number, next = source.length): number {
  const lexer = new Lexer(source, from, next);
  let depth = 0;
  while (lexer.next()) {
    if (lexer.is('(') || lexer.is('[')) depth += 1;
    else if ((lexer.is(')') || lexer.is(']')) && depth > 0) depth -= 1;
    else if (depth === 0 && (lexer.is(')') || lexer.is(','))) return lexer.start;
  }
  return next;
}
