import { columnOf, type FieldModel, storedOf } from '@amplication/service-model';
import { quoteName, quoteText } from '../../text/quote';
import type { EnumLookup } from './model-parts';
import { numberLiteral, numberTypeOf, plainNumber } from './numbers';

const RANGES = { 2: 2n ** 15n, 4: 2n ** 31n, 8: 2n ** 63n } as const;

/**
 * What the database itself holds of a field's rules beside its type, as one expression: lengths, bounds and the values
 * of an enum that has no type of its own. Null where the type says it all. Formats and patterns are the service's, since
 * its regular expressions are not PostgreSQL's; so are the lengths of the texts in a list.
 */
export function fieldCheck(enums: EnumLookup, field: FieldModel): string | null {
  const column = quoteName(columnOf(field));
  const [first, second] = rulesOf(enums, field, column);
  if (first === undefined) return null;
  return second === undefined ? first : `(${first}) AND (${second})`;
}

function rulesOf(enums: EnumLookup, field: FieldModel, column: string): string[] {
  switch (field.type) {
    case 'text':
      return lengthRules(field, column);
    case 'integer':
    case 'decimal':
    case 'double':
      return [
        ...boundRule(field, column, '>=', field.minimum),
        ...boundRule(field, column, '<=', field.maximum),
      ];
    case 'enum':
      return enumRule(enums, field, column);
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'json':
    case 'bytes':
    case 'uuid':
    case 'other':
      return [];
  }
}

function lengthRules(field: FieldModel & { type: 'text' }, column: string): string[] {
  // Of a secret a hash is kept, whose length says nothing.
  if (field.list || field.secret) return [];
  const length = `char_length(${field.store === 'varchar' ? `(${column})::text` : column})`;
  const least = field.minLength === null ? [] : [`${length} >= ${field.minLength}`];
  const most = field.maxLength === null || field.store !== 'text' ? [] : [`${length} <= ${field.maxLength}`];
  return [...least, ...most];
}

type NumberField = Extract<FieldModel, { type: 'integer' | 'decimal' | 'double' }>;

const MIRRORED = { '>=': '<=', '<=': '>=' } as const;

/** `price >= (0)::numeric`; of a list, that it holds for all: `0 <= ALL (scores)`. */
function boundRule(
  field: NumberField,
  column: string,
  operator: '>=' | '<=',
  bound: string | number | null,
): string[] {
  if (bound === null) return [];
  const number = plainNumber(bound);
  const literal = numberLiteral(number);
  const type = numberTypeOf(number);
  if (field.type === 'integer') {
    if (type !== 'numeric' && saysIt(field.bytes, operator, BigInt(number))) return [];
    if (type === 'numeric')
      return field.list
        ? [`${literal} ${MIRRORED[operator]} ALL ((${column})::numeric[])`]
        : [`(${column})::numeric ${operator} ${literal}`];
    return [compared(field, column, operator, literal)];
  }
  const wanted = field.type === 'decimal' ? 'numeric' : 'double precision';
  return [compared(field, column, operator, type === wanted ? literal : `(${literal})::${wanted}`)];
}

const compared = ({ list }: NumberField, column: string, operator: '>=' | '<=', literal: string): string =>
  list ? `${literal} ${MIRRORED[operator]} ALL (${column})` : `${column} ${operator} ${literal}`;

/** Whether every whole number of so many bytes is within the bound. */
const saysIt = (bytes: 2 | 4 | 8, operator: '>=' | '<=', bound: bigint): boolean =>
  operator === '>=' ? bound <= -RANGES[bytes] : bound >= RANGES[bytes] - 1n;

/** `status = ANY (ARRAY['new'::text, 'paid'::text])`, as PostgreSQL writes `status IN ('new', 'paid')`. */
function enumRule(enums: EnumLookup, field: FieldModel & { type: 'enum' }, column: string): string[] {
  const { native, values } = enums.enumOf(field.enumId);
  if (native) return [];
  const texts = values.map((value) => `${quoteText(storedOf(value))}::text`);
  const list = `ARRAY[${texts.join(', ')}]`;
  if (field.list) return [`${column} <@ ${list}`];
  return [texts.length === 1 ? `${column} = ${texts[0] ?? ''}` : `${column} = ANY (${list})`];
}
