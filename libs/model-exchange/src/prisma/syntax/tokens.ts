import { isStorableText, storableText } from '@amplication/foundation';
import type { Place } from '@amplication/model-text';
import { PrismaSyntaxError, PrismaTooLargeError } from '../errors';

/** The smallest parts of a schema. `text` of a string is what it means, of everything else what is written. */
export interface Token {
  kind: 'name' | 'number' | 'text' | 'sign' | 'line' | 'comment' | 'doc' | 'end';
  text: string;
  start: number;
  end: number;
  at: Place;
}

const SPACE = /[ \t\f\v\r\uFEFF\u00A0]+/y;
/** Prisma takes letters of every writing, but digits of ours alone. */
const NAME = /[\p{L}_][\p{L}\d_-]*/uy;
const NUMBER = /-?\d[\w.+-]*/y;
const TEXT = /"(?:[^"\\\n]|\\[^\n])*"/y;
const COMMENT = /\/\/[^\n]*/y;
const SIGN = /@@|[@{}()[\],:?=.!]/y;

/** How many parts are read at most: five times what the largest model that may be has. */
const PARTS = 2_000_000;

/** Cuts a schema into its parts, one after the other as they are asked for. */
export function* tokensOf(source: string): Generator<Token, void, undefined> {
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset;
    return pattern.exec(source)?.[0] ?? null;
  };
  for (let count = 0; ; count += 1) {
    offset += take(SPACE)?.length ?? 0;
    const at = { line, column: offset - lineStart + 1 };
    if (count > PARTS) throw new PrismaTooLargeError(`at most ${PARTS} words and signs`, 'more');
    const { kind, written, text } = oneToken(source, offset, take, at);
    yield { kind, text, start: offset, end: offset + written.length, at };
    if (kind === 'end') return;
    const lines = kind === 'line' || kind === 'comment' ? written : '';
    for (let index = lines.indexOf('\n'); index >= 0; index = lines.indexOf('\n', index + 1)) {
      line += 1;
      lineStart = offset + index + 1;
    }
    offset += written.length;
  }
}

function oneToken(
  source: string,
  offset: number,
  take: (pattern: RegExp) => string | null,
  at: Place,
): { kind: Token['kind']; written: string; text: string } {
  if (offset >= source.length) return { kind: 'end', written: '', text: '' };
  if (source.startsWith('\n', offset)) return { kind: 'line', written: '\n', text: '\n' };
  if (source.startsWith('/*', offset)) {
    const end = source.indexOf('*/', offset + 2);
    if (end < 0) throw new PrismaSyntaxError(at, 'expected `*/` at the end of the comment.');
    return { kind: 'comment', written: source.slice(offset, end + 2), text: '' };
  }
  const comment = take(COMMENT);
  if (comment !== null)
    return comment.startsWith('///')
      ? { kind: 'doc', written: comment, text: documentation(comment) }
      : { kind: 'comment', written: comment, text: '' };
  const text = take(TEXT);
  if (text !== null) return { kind: 'text', written: text, text: meaning(text, at) };
  for (const [kind, pattern] of [
    ['name', NAME],
    ['number', NUMBER],
    ['sign', SIGN],
  ] as const) {
    const written = take(pattern);
    if (written !== null) return { kind, written, text: written };
  }
  throw unreadable(source, offset, at);
}

/** `/// Who it is.` without the signs and the space after them. */
const documentation = (comment: string) => storableText(comment.slice(3).replace(/^ /, '').trimEnd());

function unreadable(source: string, offset: number, at: Place): PrismaSyntaxError {
  if (source.startsWith('"', offset))
    return new PrismaSyntaxError(at, 'expected `"` at the end of the text, on the same line.');
  const [found = ''] = source.slice(offset, offset + 2);
  return new PrismaSyntaxError(
    at,
    `expected a name, a value or a sign of Prisma, and found ${JSON.stringify(found)}.`,
  );
}

/** What a string in quotes means: the escapes are those of JSON. */
function meaning(written: string, at: Place): string {
  const text = unescaped(written);
  if (text === null) throw new PrismaSyntaxError(at, 'expected a text whose escapes are those of JSON.');
  if (!isStorableText(text)) throw new PrismaSyntaxError(at, 'expected a text that PostgreSQL can keep.');
  return text;
}

function unescaped(written: string): string | null {
  try {
    return String(JSON.parse(written.replaceAll('\t', '\\t').replaceAll("\\'", "'")));
  } catch {
    return null;
  }
}
