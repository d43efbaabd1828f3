import { isCall } from '../text/brackets';

const TEXT = String.raw`'(?:[^']|'')*'`;
const COLUMN = String.raw`(?:[a-z_][a-z0-9_]*|"(?:[^"]|"")+")`;

const CAST_TEXT = new RegExp(`^(${TEXT})::(.+)$`, 's');
const ONE_OF = new RegExp(
  String.raw`^(${COLUMN}) = ANY \(ARRAY\[(${TEXT}::text(?:, ${TEXT}::text)*)\]\)$`,
  's',
);
const BOUND = new RegExp(
  String.raw`^(${COLUMN}) ([<>]=) \(?(\d+(?:\.\d+)?|'-?\d+(?:\.\d+)?'::\w+)\)?(?:::(?:numeric|double precision))?$`,
);

/**
 * The default of a column as people write it. What the column's type says anyway is left out: of `'new'::text` the cast,
 * of a negative number the quotes.
 */
export function readableDefault(expression: string, type: string): string {
  const [, text = '', cast = ''] = CAST_TEXT.exec(expression) ?? [];
  if (/^'-\d+(\.\d+)?'$/.test(text) && /^(integer|bigint|numeric)$/.test(cast)) return text.slice(1, -1);
  if (text !== '' && isTypeOf(cast, type)) return text;
  return isSimple(expression) ? expression : `(${closed(expression)})`;
}

/** Whether a text that is cast so comes out the same when the column does it. */
function isTypeOf(cast: string, type: string): boolean {
  const base = type.replace(/\([^()"]*\)/, '');
  return (
    cast === type ||
    cast === base ||
    (cast === 'bpchar' && base === 'character') ||
    (cast === 'bpchar[]' && base === 'character[]')
  );
}

/** What DEFAULT takes without brackets: literals, names and calls, with or without a cast. */
const isSimple = (expression: string): boolean =>
  new RegExp(String.raw`^(?:${TEXT}|\d+(?:\.\d+)?|[A-Za-z_]+)(?:::[\w "().]+(?:\[\])?)?$`, 's').test(
    expression,
  ) || isCall(expression);

/** A condition as people write it: `status IN ('new', 'paid')`, `price >= 0`. */
export function readableCheck(expression: string): string {
  const [, column = '', list = ''] = ONE_OF.exec(expression) ?? [];
  if (column !== '') return `${column} IN (${withoutTextCasts(list)})`;
  const both = /^\(([^()]+(?:\([^()]*\)[^()]*)*)\) AND \(([^()]+(?:\([^()]*\)[^()]*)*)\)$/.exec(expression);
  const [, first = '', second = ''] = both ?? [];
  if (isBound(first) && isBound(second)) return `${readableBound(first)} AND ${readableBound(second)}`;
  return isBound(expression) ? readableBound(expression) : closed(expression);
}

const isBound = (expression: string): boolean =>
  BOUND.test(expression) || /^char_length\([a-z_][a-z0-9_]*\) [<>]= \d+$/.test(expression);

const readableBound = (expression: string): string => {
  const [, column = '', operator = '', number = ''] = BOUND.exec(expression) ?? [];
  return column === '' ? expression : `${column} ${operator} ${number.replace(/^'(.*)'::\w+$/, '$1')}`;
};

/** `'a'::text, 'b'::text` without the casts. */
const withoutTextCasts = (list: string): string =>
  list.replace(new RegExp(String.raw`(${TEXT})::text`, 'gs'), '$1');

/** A comment at the end of an expression must not swallow the bracket that follows. */
export const closed = (expression: string): string =>
  expression.includes('--') ? `${expression}\n` : expression;
