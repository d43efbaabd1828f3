import type { Index, Table } from '@amplication/postgres-schema';
import { type IndexModel, MODEL_LIMITS } from '@amplication/service-model';
import { idOf } from '../reading/ids';
import { placeNames, type Reading } from '../reading/reading';

const METHODS: ReadonlySet<string> = new Set<IndexModel['method']>([
  'btree',
  'hash',
  'gin',
  'gist',
  'brin',
  'spgist',
]);
const isMethod = (method: string): method is IndexModel['method'] => METHODS.has(method);

/** A unique index that says no more than a constraint would. */
export const isPlainUnique = ({ unique, method, parts, include, where }: Index): boolean =>
  unique &&
  method === 'btree' &&
  include.length === 0 &&
  where === null &&
  parts.every(
    ({ column, descending, nulls, operatorClass }) =>
      column !== null && !descending && nulls === null && operatorClass === null,
  );

/** Whether the language has room for an expression. */
export const isShort = (expression: string | null): boolean =>
  expression === null || (expression !== '' && expression.length <= MODEL_LIMITS.expressionLength);

/** An index; null for one that the language does not have. */
export function readIndex(reading: Reading, table: Table, index: Index): IndexModel | null {
  const { name, unique, method, parts, include, where, nullsNotDistinct } = index;
  const refuse = (reason: string) => {
    reading.lose(table, name, `The index is left out: ${reason}.`);
    return null;
  };
  if (!isMethod(method)) return refuse(`the model has no indexes of the kind ${method}`);
  if (![where, ...parts.map(({ expression }) => expression)].every(isShort)) return refuse('an expression is too long');
  return {
    id: idOf('index', ...placeNames(table), name),
    name,
    unique,
    method,
    parts: parts.map(({ column, expression, descending, nulls, operatorClass }) => ({
      fieldId: column === null ? null : reading.fieldId(table, column),
      expression,
      descending,
      nulls,
      operatorClass,
    })),
    include: include.map((column) => reading.fieldId(table, column)),
    where,
    nullsNotDistinct,
  };
}
