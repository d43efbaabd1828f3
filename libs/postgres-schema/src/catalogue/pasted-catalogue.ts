import { isRecord } from '@amplication/foundation';
import { Ajv } from 'ajv';
import { CatalogueError } from './catalogue-error';
import { type Catalogue, CatalogueShape } from './catalogue-shape';

/** The most that a pasted text may weigh, in bytes of UTF-8. */
export const CATALOGUE_BYTES = 10 * 1024 * 1024;

/** How deep an export of a client wraps its cells: `{"rows": [{"catalogue": "…"}]}`. */
const WRAPPERS = 5;

const isCatalogue = new Ajv().compile<Catalogue>(CatalogueShape);

/**
 * Finds the answer of `CATALOGUE_QUERY` in what people paste: the cell alone, quoted as in CSV, a whole table of psql
 * with its lines and the count of rows, or an export as JSON.
 * @throws CatalogueError
 */
export function pastedCatalogue(text: string): Catalogue {
  if (Buffer.byteLength(text) > CATALOGUE_BYTES)
    throw new CatalogueError('The pasted text is larger than 10 MB, which no database of one service is.');
  const found = wholeOf(text);
  if (found === undefined) throw new CatalogueError(sayWhatItIs(text));
  if (isCatalogue(found)) return found;
  const [problem] = isCatalogue.errors ?? [];
  const where = problem?.instancePath.slice(1).replaceAll('/', '.') ?? '';
  throw new CatalogueError(
    `The pasted text is not what the query of this version answers with${where === '' ? '' : ` (at ${where})`}: copy the query again, run it, and paste the whole answer.`,
  );
}

/** What looks like the answer, whatever stands around it. */
function wholeOf(text: string): unknown {
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  if (start < 0 || end < start) return undefined;
  const cell = text.slice(start, end + 1);
  const readings = [
    () => text,
    () => cell,
    () => cell.replaceAll('""', '"'),
    // psql marks a cell of several lines with a `+` at the end of each.
    () => cell.replace(/[ \t]{0,1000}\+\r?\n[ \t]?/g, ''),
  ];
  for (const reading of readings) {
    const found = unwrapped(parsed(reading()), WRAPPERS);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The answer inside of what a client wraps around a cell. */
function unwrapped(value: unknown, depth: number): unknown {
  if (isRecord(value) && 'catalogue' in value && 'tables' in value) return value;
  if (depth === 0) return undefined;
  if (typeof value === 'string' && value.trimStart().startsWith('{'))
    return unwrapped(parsed(value), depth - 1);
  const inner = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
  return inner.length > 0 && inner.length <= 20
    ? inner.map((item: unknown) => unwrapped(item, depth - 1)).find((item) => item !== undefined)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sayWhatItIs(text: string): string {
  const begins = text.trimStart();
  if (begins === '')
    return 'Nothing was pasted: run the query in your database, and paste the text that it answers with.';
  if (/^(?:WITH|SELECT)\b/i.test(begins))
    return 'This is the query itself: run it in your database, and paste the text that it answers with.';
  if (/"catalogue": ?1\b/.test(text) || begins.startsWith('{"'))
    return 'The answer of the query was cut off: copy the whole cell, or let `psql -At` write it into a file.';
  return 'This is not what the query answers with: expected one text of JSON that begins with `{`.';
}
