import { type FieldModel, storedOf } from '@amplication/service-model';
import { quoteText } from '../../text/quote';
import { castType, columnType } from './column-types';
import { jsonbText } from './json-text';
import type { EnumLookup } from './model-parts';
import { clockText, momentText } from './moments';
import { floatText, numberLiteral, plainNumber } from './numbers';

/** The default of a column that always begins with the same value, as PostgreSQL writes it. */
export function literalDefault(enums: EnumLookup, field: FieldModel, value: unknown): string {
  const cast = castType(columnType(enums, field));
  if (field.list && Array.isArray(value))
    return `${quoteText(arrayText(value.map((item) => itemText(enums, field, item))))}::${cast}`;
  const text = valueText(enums, field, value);
  if (field.type === 'boolean') return text === 't' ? 'true' : 'false';
  if (field.type === 'integer' || field.type === 'decimal' || field.type === 'double')
    return numberLiteral(text);
  return `${quoteText(text)}::${cast}`;
}

/** A value as PostgreSQL shows it. */
function valueText(enums: EnumLookup, field: FieldModel, value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'double':
      return plainNumber(text);
    case 'boolean':
      return value === true ? 't' : 'f';
    case 'time':
      return clockText(text, field.zone);
    case 'timestamp':
      return momentText(text, field.zone);
    case 'json':
      return field.binary ? jsonbText(value) : JSON.stringify(value);
    case 'bytes':
      return `\\x${text.toLowerCase()}`;
    case 'uuid':
      return text.toLowerCase();
    case 'enum': {
      const named = enums.enumOf(field.enumId).values.find(({ name }) => name === value);
      return named ? storedOf(named) : text;
    }
    case 'text':
    case 'date':
    case 'other':
      return text;
  }
}

/** A value of a list: in an array a double is shown as a double, and alone as the number that was written. */
const itemText = (enums: EnumLookup, field: FieldModel, value: unknown): string =>
  field.type === 'double' ? floatText(Number(value), field.bytes) : valueText(enums, field, value);

/** A list as PostgreSQL shows an array. */
const arrayText = (items: string[]): string =>
  `{${items
    .map((item) =>
      item === '' || /[{}",\\\s]/.test(item) || /^null$/i.test(item)
        ? `"${item.replace(/["\\]/g, '\\$&')}"`
        : item,
    )
    .join(',')}}`;
