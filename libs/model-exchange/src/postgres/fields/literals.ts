import { type EnumLookup, literalDefault } from '@amplication/postgres-schema';
import { type FieldModel, storedOf } from '@amplication/service-model';
import { Lexer } from '../../sql-text/lexer';
import { isSameForm } from './plain-form';

type Literal = Extract<NonNullable<FieldModel['default']>, { kind: 'literal' }>['value'];

/** The value of a default that is one, as the model has it in JSON; null for what is an expression. */
export function literalOf(field: FieldModel, written: string, enums: EnumLookup): Literal | null {
  const constant = constantOf(written);
  if (constant === null) return null;
  const value = field.list ? listOf(field, constant) : valueOf(field, constant, enums);
  if (value === null) return null;
  const again = writtenBy(field, value, enums);
  return again !== null && isSameForm(again, written) ? value : null;
}

/** What the generator would write for a value; null where it cannot. */
function writtenBy(field: FieldModel, value: Literal, enums: EnumLookup): string | null {
  try {
    return literalDefault(enums, field, value);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError)
      return null;
    throw error;
  }
}

interface Constant {
  kind: 'text' | 'number' | 'word';
  value: string;
}

/** One constant of SQL, with casts or without. */
function constantOf(written: string): Constant | null {
  const lexer = new Lexer(written);
  let sign = '';
  let constant: Constant | null = null;
  for (let more = lexer.next(); more; more = lexer.next()) {
    if (lexer.is('(') && constant === null) continue;
    if (lexer.text === '-' && constant === null && sign === '') sign = '-';
    else if (constant === null) {
      constant = read(lexer, sign);
      if (!constant) return null;
    } else if (lexer.is('::')) return isCast(written.slice(lexer.end)) ? constant : null;
    else if (!lexer.is(')')) return null;
  }
  return constant;
}

/** What follows a cast is a type and nothing else. */
const isCast = (rest: string): boolean => /^[\w\s.",()[\]]+(?:::[\w\s.",()[\]]+)*$/.test(rest);

function read(lexer: Lexer, sign: string): Constant | null {
  const { kind, text, word } = lexer;
  if (kind === 'number') return /^\d+(?:\.\d+)?$/.test(text) ? { kind, value: sign + text } : null;
  if (sign !== '') return null;
  if (kind === 'text' && text.startsWith("'"))
    return { kind, value: text.slice(1, -1).replaceAll("''", "'") };
  return word === 'TRUE' || word === 'FALSE' ? { kind: 'word', value: word.toLowerCase() } : null;
}

function valueOf(field: FieldModel, { kind, value }: Constant, enums: EnumLookup): Literal | null {
  const isText = kind === 'text';
  switch (field.type) {
    case 'integer':
      if (!/^-?\d+$/.test(value)) return null;
      return field.bytes === 8 ? value : Number(value);
    case 'decimal':
      return /^-?\d+(?:\.\d+)?$/.test(value) && (kind === 'number' || value.startsWith('-')) ? value : null;
    case 'double':
      return /^-?\d+(?:\.\d+)?$/.test(value) && String(Number(value)) === value ? Number(value) : null;
    case 'boolean':
      return booleanOf(value);
    case 'json':
      return isText ? jsonOf(value) : null;
    case 'bytes':
      return isText && /^\\x(?:[0-9a-f]{2})*$/.test(value) ? value.slice(2) : null;
    case 'enum':
      if (!isText) return null;
      return enums.enumOf(field.enumId).values.find((one) => storedOf(one) === value)?.name ?? null;
    case 'timestamp':
      return isText ? momentOf(value) : null;
    case 'text':
    case 'date':
    case 'time':
    case 'uuid':
    case 'other':
      return isText ? value : null;
  }
}

function booleanOf(value: string): boolean | null {
  if (value === 'true' || value === 't') return true;
  return value === 'false' || value === 'f' ? false : null;
}

/** `2026-01-31 08:30:00+00` as the model writes moments. */
const momentOf = (value: string): string | null =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00)?$/.test(value)
    ? value.replace(' ', 'T').replace('+00', 'Z')
    : null;

function jsonOf(text: string): Literal | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLiteral(value) ? value : null;
  } catch {
    return null;
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const isLiteral = (value: unknown): value is Literal =>
  isScalar(value) ||
  (Array.isArray(value) ? value.every(isScalar) : typeof value === 'object' && value !== null);

/** A list such as `{a,b}`, of what needs no quotes. */
function listOf(field: FieldModel, { kind, value }: Constant): Literal | null {
  const inner = kind === 'text' ? /^\{(.*)\}$/.exec(value)?.[1] : undefined;
  if (inner === undefined || /[{}"\\]/.test(inner)) return null;
  const items = inner === '' ? [] : inner.split(',');
  if (field.type === 'integer' && field.bytes < 8) return items.map(Number);
  if (field.type === 'double') return items.map(Number);
  if (field.type === 'boolean') return items.map((item) => item === 't');
  return items;
}
