import { type FieldModel, typeOf } from '@amplication/service-model';
import { quotePlace } from '../../text/quote';
import { canonicalType } from '../../text/type-names';
import type { EnumLookup } from './model-parts';

const INTEGERS = { 2: 'smallint', 4: 'integer', 8: 'bigint' } as const;
const TEXTS = { text: 'text', varchar: 'character varying', char: 'character' } as const;

/** The type of a field's column, as `format_type` writes it. PostgreSQL has no arrays of arrays. */
export function columnType(enums: EnumLookup, field: FieldModel): string {
  const type = elementType(enums, field);
  return field.list && !type.endsWith('[]') ? `${type}[]` : type;
}

/** The type of one value of a field. */
export function elementType(enums: EnumLookup, field: FieldModel): string {
  switch (field.type) {
    case 'text':
      return field.store === 'text' || field.maxLength === null
        ? TEXTS[field.store]
        : `${TEXTS[field.store]}(${field.maxLength})`;
    case 'integer':
      return INTEGERS[field.bytes];
    case 'decimal':
      return field.precision === null ? 'numeric' : `numeric(${field.precision},${field.scale ?? 0})`;
    case 'double':
      return field.bytes === 4 ? 'real' : 'double precision';
    case 'time':
    case 'timestamp':
      return `${field.type}${field.precision === null ? '' : `(${field.precision})`} ${field.zone ? 'with' : 'without'} time zone`;
    case 'json':
      return field.binary ? 'jsonb' : 'json';
    case 'bytes':
      return 'bytea';
    case 'enum': {
      const values = enums.enumOf(field.enumId);
      return values.native ? quotePlace(typeOf(values)) : 'text';
    }
    case 'other':
      return canonicalType(field.typeName);
    case 'boolean':
    case 'date':
    case 'uuid':
      return field.type;
  }
}

/** The type that a literal of a column is cast to: without a length or precision, which the column adds. */
export function castType(type: string): string {
  const list = type.endsWith('[]') ? '[]' : '';
  const element = list === '' ? type : type.slice(0, -2);
  if (/^interval\b/.test(element)) return type;
  const base = element.replace(/\([^()"]*\)(?= with|$)/, '');
  return `${base === 'character' ? 'bpchar' : base}${list}`;
}
