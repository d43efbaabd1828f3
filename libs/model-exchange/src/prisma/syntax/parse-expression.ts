import { PrismaSyntaxError } from '../errors';
import type { Argument, Attribute, Expression } from './tree';
import type { TokenReader } from './token-reader';

/** How deep values may stand in each other; no schema needs more than four. */
const DEPTH = 30;

/** Reads a value. */
export function parseExpression(reader: TokenReader, depth = 0): Expression {
  const { at } = reader.next;
  if (depth > DEPTH) throw new PrismaSyntaxError(at, `expected at most ${DEPTH} values inside each other.`);
  if (reader.takeSign('[')) {
    const items = listUntil(reader, ']', () => parseExpression(reader, depth + 1));
    return { kind: 'list', items, at };
  }
  if (reader.isSign('{')) {
    skipObject(reader, depth);
    return { kind: 'object', at };
  }
  const { kind, text } = reader.next;
  if (kind === 'text') {
    reader.take();
    return { kind, value: text, at };
  }
  if (kind === 'number') {
    reader.take();
    return { kind, digits: text, at };
  }
  const name = dottedName(reader, 'a value');
  if (!reader.isSign('(')) return { kind: 'name', name, at };
  return { kind: 'call', name, args: parseArguments(reader, depth + 1), at };
}

/** Reads `(…)`; there are none where no bracket stands. */
export function parseArguments(reader: TokenReader, depth = 0): Argument[] {
  if (!reader.takeSign('(')) return [];
  return listUntil(reader, ')', () => {
    const isNamed = reader.next.kind === 'name' && reader.isSign(':', 1);
    const name = isNamed ? reader.take().text : null;
    if (isNamed) reader.needSign(':');
    skipLines(reader);
    return { name, value: parseExpression(reader, depth) };
  });
}

/** Reads what follows `@` or `@@`. */
export function parseAttribute(reader: TokenReader): Attribute {
  const { at } = reader.take();
  const name = dottedName(reader, 'the name of an attribute');
  return { name, args: parseArguments(reader), at };
}

function dottedName(reader: TokenReader, what: string): string {
  let name = reader.need('name', what).text;
  while (reader.takeSign('.')) name += `.${reader.need('name', 'a name').text}`;
  return name;
}

function listUntil<T>(reader: TokenReader, end: string, readItem: () => T): T[] {
  const items: T[] = [];
  skipLines(reader);
  while (!reader.takeSign(end)) {
    items.push(readItem());
    skipLines(reader);
    if (reader.takeSign(',')) skipLines(reader);
    else if (!reader.isSign(end)) throw reader.expected(`\`,\` or \`${end}\``);
  }
  return items;
}

/** A condition of an index, `{ deletedAt: null }`: its content is not looked at. */
function skipObject(reader: TokenReader, depth: number): void {
  reader.needSign('{');
  skipLines(reader);
  while (!reader.takeSign('}')) {
    reader.need('name', 'the name of a field');
    reader.needSign(':');
    parseExpression(reader, depth + 1);
    skipLines(reader);
    if (reader.takeSign(',')) skipLines(reader);
    else if (!reader.isSign('}')) throw reader.expected('`,` or `}`');
  }
}

function skipLines(reader: TokenReader): void {
  while (['line', 'comment', 'doc'].includes(reader.next.kind)) reader.take();
}
