import type { Place } from '../../loss';
import { PrismaSyntaxError } from '../errors';

/** The smallest parts of a schema. `text` of a string is what it means, of everything else what is written. */
export interface Token {
  kind: 'name' | 'number' | 'text' | 'sign' | 'line' | 'comment' | 'doc' | 'end';
  text: string;
  start: number;
  end: number;
  at: Place;
}

const SPACE = /[ \t\f\v\r\uFEFF\u00A0]+/y;
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const NUMBER = /-?\d[\w.+-]*/y;
const TEXT = /"(?:[^"\\\n]|\\[^\n])*"/y;
const COMMENT = /\/\/[^\n]*/y;
const SIGN = /@@|[@{}()[\],:?=.!]/y;

/** Cuts a schema into its parts, in one walk. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset;
    return pattern.exec(source)?.[0] ?? null;
  };
  const add = (kind: Token['kind'], written: string, text = written) => {
    const at = { line, column: offset - lineStart + 1 };
    tokens.push({ kind, text, start: offset, end: offset + written.length, at });
    offset += written.length;
  };
  const cross = (written: string) => {
    for (let index = written.indexOf('\n'); index >= 0; index = written.indexOf('\n', index + 1)) {
      line += 1;
      lineStart = offset + index + 1;
    }
    offset += written.length;
  };
  while (offset < source.length) {
    const at = { line, column: offset - lineStart + 1 };
    const space = take(SPACE);
    if (space !== null) {
      offset += space.length;
      continue;
    }
    if (source.startsWith('\n', offset)) {
      tokens.push({ kind: 'line', text: '\n', start: offset, end: offset + 1, at });
      cross('\n');
      continue;
    }
    if (source.startsWith('/*', offset)) {
      const end = source.indexOf('*/', offset + 2);
      if (end < 0) throw new PrismaSyntaxError(at, 'expected `*/` at the end of the comment.');
      tokens.push({ kind: 'comment', text: '', start: offset, end: end + 2, at });
      cross(source.slice(offset, end + 2));
      continue;
    }
    const found = oneToken(take, at);
    if (!found) throw unreadable(source, offset, at);
    const { kind, written, text } = found;
    add(kind, written, text);
  }
  add('end', '');
  return tokens;
}

function oneToken(take: (pattern: RegExp) => string | null, at: Place) {
  const comment = take(COMMENT);
  if (comment !== null)
    return comment.startsWith('///')
      ? { kind: 'doc' as const, written: comment, text: documentation(comment) }
      : { kind: 'comment' as const, written: comment, text: '' };
  const text = take(TEXT);
  if (text !== null) return { kind: 'text' as const, written: text, text: meaning(text, at) };
  for (const [kind, pattern] of [
    ['name', NAME],
    ['number', NUMBER],
    ['sign', SIGN],
  ] as const) {
    const written = take(pattern);
    if (written !== null) return { kind, written, text: written };
  }
  return null;
}

/** `/// Who it is.` without the signs and the space after them. */
const documentation = (comment: string) => comment.slice(3).replace(/^ /, '').trimEnd();

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
  try {
    return String(JSON.parse(written.replaceAll('\t', '\\t').replaceAll("\\'", "'")));
  } catch {
    throw new PrismaSyntaxError(at, 'expected a text whose escapes are those of JSON.');
  }
}
