import type { Column, Sequence } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import type { CatalogueColumn, CatalogueSequence, CatalogueTable } from './catalogue-shape';
import type { ForeignNames } from './foreign-names';
import type { Unread } from './reasons';

const IDENTITIES = { '': null, a: 'always', d: 'by default' } as const;

export function readColumns(
  { schema, name, columns }: CatalogueTable,
  names: ForeignNames,
  unread: Unread,
): Column[] {
  const table = `${schema}.${name}`;
  return columns.map((column) =>
    readColumn(column, names, (subject, reason) => unread.add(table, subject, reason)),
  );
}

function readColumn(
  column: CatalogueColumn,
  names: ForeignNames,
  lose: (subject: string, reason: string) => void,
): Column {
  const { name, generated, identity, collation, comment } = column;
  const { type, notNull, lost, isText } = names.typeOf(column.type);
  const subject = `column ${name}`;
  if (lost !== null) lose(subject, `Its type ${lost} is not carried over; it becomes ${type}.`);
  if (collation !== null) lose(`collation ${collation} of ${subject}`, 'A model knows no collations.');
  if (generated === 'v') lose(subject, 'It is computed when it is read; in a model it is stored.');
  if (isText && column.expression !== null)
    lose(subject, `What makes its value is not carried over, since its type is not: ${column.expression}`);
  const expression =
    column.expression === null || isText ? null : withoutBrackets(names.expression(column.expression));
  return {
    name,
    type,
    notNull: column.notNull || notNull,
    default: generated === '' ? expression : null,
    identity: IDENTITIES[identity],
    generated: generated === '' ? null : expression,
    comment: comment ?? '',
  };
}

const MOST = { smallint: '32767', integer: '2147483647', bigint: '9223372036854775807' } as const;
const LEAST = { smallint: '-32768', integer: '-2147483648', bigint: '-9223372036854775808' } as const;

/** Sequences that no identity column owns; of those that one owns, what an identity column cannot say. */
export function readSequences(sequences: CatalogueSequence[], unread: Unread): Sequence[] {
  return sequences.flatMap((sequence): Sequence[] => {
    const { schema, name, type, start, increment, identity, table, column } = sequence;
    const ownedBy = table !== null && column !== null ? { table, column } : null;
    const at = ownedBy && `${schema}.${ownedBy.table}`;
    const options = optionsOf(sequence);
    if (options !== '')
      unread.add(at, `options of sequence ${schema}.${name}`, `A model cannot say ${options}.`);
    return identity ? [] : [{ schema, name, type, start, increment, ownedBy }];
  });
}

function optionsOf({
  type,
  start,
  increment,
  least,
  most,
  cache,
  cycle,
  identity,
}: CatalogueSequence): string {
  const down = increment.startsWith('-');
  const usualLeast = down ? LEAST[type] : '1';
  const usualMost = down ? '-1' : MOST[type];
  return [
    ...(identity && start !== '1' ? [`START ${start}`] : []),
    ...(identity && increment !== '1' ? [`INCREMENT ${increment}`] : []),
    ...(least === usualLeast ? [] : [`MINVALUE ${least}`]),
    ...(most === usualMost ? [] : [`MAXVALUE ${most}`]),
    ...(cache === '1' ? [] : [`CACHE ${cache}`]),
    ...(cycle ? ['CYCLE'] : []),
  ].join(', ');
}
