import type { Index, IndexPart, Table } from '../database-schema';
import { isCall } from '../text/brackets';
import { quoteName, quotePlace } from '../text/quote';
import { closed } from './readable';
import { nameList } from './write-table';

export function writeIndex(table: Table, index: Index): string {
  const { name, unique, method, parts, include, where, nullsNotDistinct } = index;
  return [
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoteName(name)} ON ${quotePlace(table)}`,
    ...(method === 'btree' ? [] : [`USING ${quoteName(method)}`]),
    `(${parts.map(partText).join(', ')})`,
    ...(include.length > 0 ? [`INCLUDE (${nameList(include)})`] : []),
    ...(nullsNotDistinct ? ['NULLS NOT DISTINCT'] : []),
    ...(where === null ? [] : [`WHERE ${closed(where)}`]),
  ].join(' ');
}

function partText({ column, expression, operatorClass, descending, nulls }: IndexPart): string {
  return [
    column === null ? expressionText(expression ?? '') : quoteName(column),
    ...(operatorClass === null ? [] : [classText(operatorClass)]),
    ...(descending ? ['DESC'] : []),
    ...(nulls === null ? [] : [`NULLS ${nulls.toUpperCase()}`]),
  ].join(' ');
}

const expressionText = (expression: string): string =>
  isCall(expression) ? expression : `(${closed(expression)})`;

const NAME = String.raw`(?:[A-Za-z_]\w*|"(?:[^"]|"")+")`;
const CLASS = new RegExp(String.raw`^${NAME}(?:\.${NAME})?(?: ?\([\w =,.']*\))?$`);

/** `gin_trgm_ops`, `public.gist_trgm_ops (siglen=32)`; anything else is a strange name. */
const classText = (operatorClass: string): string =>
  CLASS.test(operatorClass) ? operatorClass : quoteName(operatorClass);
