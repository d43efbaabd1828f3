import { insideBrackets } from './slices';
import { type Statement, statementsOf } from './statements';

/** `DO $$ … $$`, with the language that it has anyway. */
const BLOCK = /^DO\s+(?:LANGUAGE\s+plpgsql\s+)?(\$\w*\$)([^]*)\1(?:\s+LANGUAGE\s+plpgsql)?$/i;
const BLANKS = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[^]*?\*/)+`;
const BEGIN = new RegExp(`^BEGIN${BLANKS}`, 'i');
const CONDITION = /^IF\s+(NOT\s+)?EXISTS\s*(?=\()/i;
const THEN = new RegExp(`^\\)${BLANKS}THEN${BLANKS}`, 'i');
/** Asks the catalogue, of which the reader knows what it would answer. */
const ASKS_CATALOGUE = /^\s*SELECT\b[^]*\b(?:pg_\w+|information_schema)\b/i;
/** Does nothing about what is there already. */
const HANDLER = /^(?:EXCEPTION\s+)?WHEN\s[\w\s]+\sTHEN\s+(?:NULL|RAISE\s+NOTICE\b[^]*)$/i;
/** What does nothing, told or untold, where its thing is not there. */
const TAKES_AWAY = /^(?:DROP|ALTER\b[^]*\b(?:RENAME|DROP))\b/i;
const MAKES = new Set(['CREATE', 'ALTER', 'COMMENT', 'GRANT', 'REVOKE', 'DROP']);

/**
 * The statements of a block of code that only makes what is not there yet, or takes away what is, as tools for
 * migrations write them; what is there already they leave alone. Null for any other statement.
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
    const condition = CONDITION.exec(inner.text);
    const plain = condition ? afterCondition(inner, condition[1] === undefined) : inner;
    const [one] = plain ? statementsOf(plain.text) : [];
    if (!plain || !one || !MAKES.has(one.words[0] ?? '')) return null;
    made.push({ ...one, start: offset + plain.start + one.start, isGuarded: true });
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

/** What is done when the catalogue knows a thing, or does not; null when something else is asked. */
function afterCondition({ start, text }: Piece, isThere: boolean): Piece | null {
  const inside = insideBrackets(text, 0);
  if (!inside) return null;
  const asked = text.slice(inside.from, inside.to);
  const done = without(THEN, { start: start + inside.to, text: text.slice(inside.to) });
  if (!done || !ASKS_CATALOGUE.test(asked) || (isThere && !TAKES_AWAY.test(done.text))) return null;
  const names = [...asked.matchAll(/'([^']+)'/g)].flatMap(([, name]) => name ?? []);
  return names.some((name) => done.text.includes(name)) ? done : null;
}
