import type { FieldModel } from '@amplication/service-model';
import type { EnumPlan } from '../plan/service-plan';
import { enumCode } from './enum-code';
import { decimalCode, doubleCode, integerCode } from './number-codes';
import { otherCode, PLAIN_CODES } from './plain-codes';
import { textCode } from './text-code';
import { timeCode, timestampCode } from './time-codes';
import type { TypeCode } from './type-code';

/** How to write one value of a field: every decision about a type of the language goes by this one table. */
export function fieldCode(field: FieldModel, enums: ReadonlyMap<string, EnumPlan>): TypeCode {
  switch (field.type) {
    case 'text':
      return textCode(field);
    case 'integer':
      return integerCode(field);
    case 'decimal':
      return decimalCode(field);
    case 'double':
      return doubleCode(field);
    case 'time':
      return timeCode(field);
    case 'timestamp':
      return timestampCode(field);
    case 'json':
      return field.binary ? PLAIN_CODES.jsonb : PLAIN_CODES.json;
    case 'enum':
      return enumCode(enums.get(field.enumId));
    case 'other':
      return otherCode(field);
    case 'boolean':
    case 'date':
    case 'bytes':
    case 'uuid':
      return PLAIN_CODES[field.type];
  }
}
