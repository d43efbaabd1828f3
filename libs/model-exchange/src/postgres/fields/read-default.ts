import {
  type Column,
  MADE_BY_DATABASE,
  nowOf,
  quotePlace,
  quoteText,
  type Sequence,
  type Table,
} from '@amplication/postgres-schema';
import { type EnumModel, type FieldDefaultModel, type FieldModel, fitName } from '@amplication/service-model';
import { Lexer } from '../../sql-text/lexer';
import type { Reading } from '../reading/reading';
import { literalOf } from './literals';
import { isSameForm } from './plain-form';

/** Sequences that a field counts by already: each goes with one column. */
export type TakenSequences = Map<string, string>;

/** Where the values of a column come from that nobody gives. */
export function readDefault(
  reading: Reading,
  table: Table,
  column: Column,
  field: FieldModel,
  { enums, taken }: { enums: readonly EnumModel[]; taken: TakenSequences },
): FieldDefaultModel | null {
  if (column.identity !== null) return { kind: 'identity', always: column.identity === 'always' };
  const { default: written } = column;
  if (written === null || column.generated !== null) return null;
  if (calls(written, 'nextval')) return counted(reading, table, column, field, written, taken);
  const literal = literalOf(field, written, enums);
  if (literal !== null) return { kind: 'literal', value: literal };
  return madeDefault(field, written) ?? { kind: 'expression', sql: written };
}

/** What PostgreSQL takes for the time of now, at the beginning of the transaction. */
const NOW = ['now()', 'CURRENT_TIMESTAMP', 'transaction_timestamp()'];

function madeDefault(field: FieldModel, written: string): FieldDefaultModel | null {
  const is = (sql: string) => isSameForm(written, sql);
  if (field.list) return null;
  if (field.type === 'timestamp' && NOW.some(is)) return { kind: 'now' };
  if ((field.type === 'date' || field.type === 'time') && is(nowOf(field))) return { kind: 'now' };
  if (field.type !== 'uuid') return null;
  const made = (['uuidv4', 'uuidv7'] as const).find((one) => is(MADE_BY_DATABASE[one]));
  return made ? { kind: 'id', made, by: 'database', length: null } : null;
}

/** Whether an expression calls this function. */
function calls(expression: string, name: string): boolean {
  const lexer = new Lexer(expression);
  let last = '';
  while (lexer.next()) {
    if (lexer.is('(') && last === name) return true;
    last = lexer.text.toLowerCase();
  }
  return false;
}

function counted(
  reading: Reading,
  table: Table,
  column: Column,
  field: FieldModel,
  written: string,
  taken: TakenSequences,
): FieldDefaultModel | null {
  const lose = (reason: string) => reading.lose(table, column.name, reason);
  const sequence = reading.schema.sequences.find((one) => written === `nextval(${quoteText(quotePlace(one))}::regclass)`);
  if (field.type !== 'integer' || field.list || !sequence) {
    lose('Its default is left out: it takes numbers of a sequence in a way that the model does not have.');
    return null;
  }
  const key = quotePlace(sequence);
  const other = taken.get(key);
  if (other !== undefined) {
    lose(`Its default is left out: ${other} counts by the same sequence ${sequence.name}.`);
    return null;
  }
  taken.set(key, `${table.name}.${column.name}`);
  sayDifference(sequence, table, column, lose);
  const usual = fitName(`${table.name}_${column.name}`, '_seq');
  return { kind: 'sequence', sequence: sequence.name === usual ? null : sequence.name };
}

/** What the model makes of a sequence that is not the usual one of a `serial`. */
function sayDifference(
  { schema, name, type, start, increment, ownedBy }: Sequence,
  table: Table,
  column: Column,
  lose: (reason: string) => void,
): void {
  if (start !== '1' || increment !== '1')
    lose(`Its sequence ${name} counts from 1 in steps of 1 in the model, and from ${start} in steps of ${increment} here.`);
  if (schema !== table.schema) lose(`Its sequence ${name} stands in the schema of the table in the model.`);
  const isOwned = ownedBy?.table === table.name && ownedBy.column === column.name;
  if (!isOwned) lose(`Its sequence ${name} belongs to the column in the model, and goes with it.`);
  if (type !== column.type) lose(`Its sequence ${name} is of type ${column.type} in the model, and of ${type} here.`);
}
