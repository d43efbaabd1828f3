import { insideBrackets } from './slices';
import { type Statement, statementsOf } from './statements';

/** `DO $$ … $$`, with the language that it has anyway. */
const BLOCK = /^DO\s+(?:LANGUAGE\s+plpgsql\s+)?(\$\w*\$)([^]*)\1(?:\s+LANGUAGE\s+plpgsql)?$/i;
const BLANKS = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^]*?\*/)+`;
const BEGIN = new RegExp(`^BEGIN${BLANKS}`, 'i');
const UNLESS_THERE = /^IF\s+NOT\s+EXISTS\s*(?=\()/i;
const THEN = new RegExp(`^\\)${BLANKS}THEN${BLANKS}`, 'i');
/** Asks the catalogue, so that in an empty database the answer is known. */
const ASKS_CATALOGUE = /^\s*SELECT\b[^]*\b(?:pg_\w+|information_schema)\b/i;
/** Does nothing about what is there already. */
const HANDLER = /^(?:EXCEPTION\s+)?WHEN\s[\w\s]+\sTHEN\s+(?:NULL|RAISE\s+NOTICE\b[^]*)$/i;
const MAKES = new Set(['CREATE', 'ALTER', 'COMMENT', 'GRANT', 'REVOKE']);

/**
 * The statements of a block of code that only makes what is not there yet, as tools for migrations write them: in an
 * empty database it runs them all. Null for any other statement.
 */
export function statementsOfBlock(statement: Statement): Statement[] | null {
  if (statement.words[0] !== 'DO') return null;
  const found = BLOCK.exec(statement.text);
  const [, mark = '', body = ''] = found ?? [];
  const offset = statement.start + statement.text.indexOf(mark) + mark.length;
  const made: Statement[] = [];
  let isFirst = true;
  for (const piece of statementsOf(body)) {
    const inner = isFirst ? without(BEGIN, piece) : piece;
    if (inner === null) return null;
    isFirst = false;
    if (/^END(?:\s+IF)?$/i.test(inner.text) || HANDLER.test(inner.text)) continue;
    const plain = UNLESS_THERE.test(inner.text) ? afterCondition(inner) : inner;
    const [one] = plain ? statementsOf(plain.text) : [];
    if (!plain || !one || !MAKES.has(one.words[0] ?? '')) return null;
    made.push({ ...one, start: offset + plain.start + one.start });
  }
  return made.length === 0 ? null : made;
}

interface Piece {
  start: number;
  text: string;
}

/** What follows a beginning that must be there. */
function without(beginning: RegExp, { start, text }: Piece): Piece | null {
  const length = beginning.exec(text)?.[0].length;
  return length === undefined ? null : { start: start + length, text: text.slice(length) };
}

/** What is made unless the catalogue knows it; null when something else is asked. */
function afterCondition({ start, text }: Piece): Piece | null {
  const inside = insideBrackets(text, 0);
  if (!inside || !ASKS_CATALOGUE.test(text.slice(inside.from, inside.to))) return null;
  return without(THEN, { start: start + inside.to, text: text.slice(inside.to) });
}
