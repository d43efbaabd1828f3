import { ModelSyntaxError, type Place } from '@amplication/model-text';
import { excerptOf } from '../../sql-text/places';
import type { Statement } from '../../sql-text/statements';
import type { Parsed } from './parse-statements';

/** What PostgreSQL's parser says of a statement, for people. */
export function syntaxError(
  source: string,
  placeOf: (offset: number) => Place,
  { start, text }: Statement,
  { message, cursor }: Extract<Parsed, { cursor: number }>,
): ModelSyntaxError {
  if (message === null)
    return new ModelSyntaxError(
      placeOf(start),
      'expected a statement that PostgreSQL can read; it gives up on this one.',
    );
  const offset = start + unitsOf(text, cursor);
  const place = placeOf(Math.min(offset, source.length));
  return new ModelSyntaxError(place, `${sentence(message)} It stands in: ${excerptOf(source, offset)}`);
}

function sentence(message: string): string {
  const [, said = message, near] = /^(.*) at or near "([\s\S]*)"$/.exec(message) ?? [];
  if (message.endsWith('at end of input')) return 'expected more: the statement ends too early.';
  if (near?.startsWith('`'))
    return 'expected SQL of PostgreSQL, and found `, which is how MySQL quotes names: PostgreSQL quotes them by ".';
  if (near !== undefined && said === 'syntax error')
    return `expected SQL of PostgreSQL, and found ${shortened(near)}, which cannot stand here.`;
  return `PostgreSQL refuses it: ${said}${near === undefined ? '' : ` at ${shortened(near)}`}.`;
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** How many units of UTF-16 so many characters are. */
function unitsOf(text: string, characters: number): number {
  let units = 0;
  for (let left = characters; left > 0 && units < text.length; left -= 1)
    units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}
