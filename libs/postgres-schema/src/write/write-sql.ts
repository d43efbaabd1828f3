import type { DatabaseSchema, Sequence } from '../database-schema';
import { quoteName, quotePlace, quoteText } from '../text/quote';
import { commentsOf } from './comments';
import { writeIndex } from './write-index';
import { writeForeignKey, writeLaterUniques, writeTable } from './write-table';

/** SQL that brings an empty database to a schema. The same schema gives the same text. */
export const writeSql = (schema: DatabaseSchema): string =>
  writeStatements(schema)
    .map((statement) => `${statement};\n`)
    .join('\n');

/** The statements of `writeSql`, each without the semicolon, in an order that works. */
export function writeStatements(schema: DatabaseSchema): string[] {
  const { extensions, enums, sequences, tables } = schema;
  return [
    ...schemasOf(schema).map((name) => `CREATE SCHEMA ${quoteName(name)}`),
    ...extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${quoteName(name)}`),
    ...enums.map((one) => `CREATE TYPE ${quotePlace(one)} AS ENUM (${one.values.map(quoteText).join(', ')})`),
    ...sequences.map(sequenceStatement),
    ...tables.map(writeTable),
    ...tables.flatMap(writeLaterUniques),
    ...sequences.flatMap(ownerStatement),
    ...tables.flatMap((table) => table.indexes.map((index) => writeIndex(table, index))),
    ...tables.flatMap((table) => table.foreignKeys.map((key) => writeForeignKey(table, key))),
    ...commentsOf(schema),
  ];
}

/** The schemas that an empty database does not have. */
function schemasOf({ enums, sequences, tables }: DatabaseSchema): string[] {
  const named = [...enums, ...sequences, ...tables].map(({ schema }) => schema);
  return [...new Set(named)].filter((name) => name !== 'public');
}

function sequenceStatement(sequence: Sequence): string {
  const { type, start, increment } = sequence;
  return [
    `CREATE SEQUENCE ${quotePlace(sequence)}`,
    ...(type === 'bigint' ? [] : [`AS ${type}`]),
    ...(increment === '1' ? [] : [`INCREMENT BY ${increment}`]),
    ...(start === (increment.startsWith('-') ? '-1' : '1') ? [] : [`START WITH ${start}`]),
  ].join(' ');
}

function ownerStatement(sequence: Sequence): string[] {
  const { schema, ownedBy } = sequence;
  if (!ownedBy) return [];
  const column = `${quotePlace({ schema, name: ownedBy.table })}.${quoteName(ownedBy.column)}`;
  return [`ALTER SEQUENCE ${quotePlace(sequence)} OWNED BY ${column}`];
}
