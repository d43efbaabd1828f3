import { tsString } from '../render/escape';
import { builder, check, codec, type FieldOf, rule } from './code-parts';
import { FROM, type TypeCode } from './type-code';

const JSON_CODE: TypeCode = {
  type: 'unknown',
  codec: codec('asJson', "'jsonb'"),
  rules: [rule('IsJsonValue')],
  schema: [],
  samples: ["{ size: 'M' }", "{ size: 'L' }"],
  isComparable: false,
  isSortable: false,
};

/** The types that have no rules of their own. */
export const PLAIN_CODES = {
  boolean: {
    type: 'boolean',
    builder: builder('boolean'),
    codec: codec('asBoolean'),
    rules: [check('IsBoolean')],
    fromText: { name: 'ToBoolean', from: FROM.fromText, args: [] },
    schema: ['type: Boolean'],
    samples: ['true', 'false'],
    isComparable: true,
    isSortable: true,
  },
  date: {
    type: 'string',
    builder: builder('date'),
    codec: codec('asText', "'date'"),
    rules: [rule('IsDay')],
    schema: ['type: String', "format: 'date'"],
    samples: ["'2024-02-29'", "'2024-03-01'"],
    isComparable: true,
    isSortable: true,
  },
  jsonb: JSON_CODE,
  json: { ...JSON_CODE, codec: codec('asJson', "'json'") },
  bytes: {
    type: 'string',
    codec: codec('asBase64'),
    rules: [rule('IsBytes')],
    schema: ['type: String', "format: 'byte'"],
    samples: ["'aGVsbG8='", "'d29ybGQ='"],
    isComparable: false,
    isSortable: false,
  },
  uuid: {
    type: 'string',
    builder: builder('uuid'),
    codec: codec('asText', "'uuid'"),
    rules: [rule('IsUuid')],
    schema: ['type: String', "format: 'uuid'"],
    samples: ["'6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b10'", "'6f1d6c1e-8a34-4f0b-9a51-3c1f0e9a7b11'"],
    isComparable: true,
    isSortable: true,
  },
} as const satisfies Record<string, TypeCode>;

/** A type that only PostgreSQL knows: whether two values can be compared, nobody can say. */
export const otherCode = ({ typeName }: FieldOf<'other'>): TypeCode => ({
  type: 'string',
  codec: codec('asText', tsString(typeName)),
  rules: [rule('IsText')],
  schema: ['type: String'],
  samples: null,
  isComparable: false,
  isSortable: false,
});
