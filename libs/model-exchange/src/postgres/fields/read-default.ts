import {
  type Column,
  type EnumLookup,
  MADE_BY_DATABASE,
  nowOf,
  quotePlace,
  type Sequence,
  type Table,
} from '@amplication/postgres-schema';
import { type FieldDefaultModel, type FieldModel, fitName } from '@amplication/service-model';
import { Lexer } from '../../sql-text/lexer';
import type { Reading } from '../reading/reading';
import { literalOf } from './literals';
import { isSameForm } from './plain-form';

/** Sequences that a field of the model counts by already. */
export type TakenSequences = Map<string, { owned: boolean; schema: string }>;

/** Where the values of a column come from that nobody gives. */
export function readDefault(
  reading: Reading,
  table: Table,
  column: Column,
  field: FieldModel,
  { enums, taken }: { enums: EnumLookup; taken: TakenSequences },
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
  const sequence = reading.sequenceOf(written);
  if (field.type !== 'integer' || field.list || !sequence) {
    lose('Its default is left out: it takes numbers of a sequence in a way that the model does not have.');
    return null;
  }
  const key = quotePlace(sequence);
  const { ownedBy } = sequence;
  const owned = ownedBy?.table === table.name && ownedBy.column === column.name;
  const earlier = taken.get(key);
  // What counts by the sequence of another column takes its numbers all the same.
  if (!owned && ((ownedBy && countsBy(reading, sequence, written)) || earlier?.owned))
    return { kind: 'expression', sql: written };
  if (sequence.schema !== table.schema)
    lose(`Its sequence ${sequence.name} stands in the schema of the table in the model.`);
  taken.set(key, { owned, schema: table.schema });
  const usual = fitName(`${table.name}_${column.name}`, '_seq');
  const bytes = SEQUENCE_BYTES[sequence.type];
  return {
    kind: 'sequence',
    // Another column may name it too, so what belongs to no column keeps its name.
    sequence: owned && sequence.name === usual ? null : sequence.name,
    bytes: bytes === field.bytes ? null : bytes,
    start: sequence.start,
    increment: sequence.increment,
    owned,
  };
}

const SEQUENCE_BYTES = { smallint: 2, integer: 4, bigint: 8 } as const;

/** Whether the column that owns a sequence counts by it. */
function countsBy(reading: Reading, { schema, ownedBy }: Sequence, written: string): boolean {
  const owner = ownedBy && reading.tableAt({ schema, name: ownedBy.table });
  return owner?.columns.find(({ name }) => name === ownedBy?.column)?.default === written;
}
