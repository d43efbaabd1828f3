import { type TProperties, Type } from '@sinclair/typebox';
import { flag, Id, MODEL_LIMITS, nullable, oneOf } from './building-blocks';

const Length = Type.Integer({ minimum: 1, maximum: 10_485_760 });
const Precision = Type.Integer({ minimum: 0, maximum: 6 });
/** A number as text: a decimal holds more digits than JSON's numbers. */
const DecimalText = Type.String({ maxLength: 200, pattern: '^-?[0-9]+(\\.[0-9]+)?$' });

export const TEXT_FORMATS = ['email', 'url'] as const;
export const TEXT_STORES = ['text', 'varchar', 'char'] as const;

/** What each type of a field has besides its name: the rules of its values, and how PostgreSQL keeps them. */
export const FIELD_TYPES = {
  text: {
    minLength: nullable(Length, 'The fewest characters.'),
    maxLength: nullable(Length, 'The most characters; null: as many as there are.'),
    format: nullable(oneOf(TEXT_FORMATS, { description: 'What the text is.' }), 'What the text is.'),
    pattern: nullable(
      Type.String({ minLength: 1, maxLength: 1_000 }),
      'A regular expression that the text matches.',
    ),
    store: oneOf(TEXT_STORES, {
      default: 'text',
      description: 'How PostgreSQL keeps it; a length is a CHECK on `text`, and part of the type otherwise.',
    }),
  },
  integer: {
    bytes: Type.Union([Type.Literal(2), Type.Literal(4), Type.Literal(8)], {
      default: 4,
      description: 'How large: 2 (smallint), 4 (integer) or 8 (bigint; a text in JSON).',
    }),
    minimum: nullable(DecimalText, 'The least value, as text.'),
    maximum: nullable(DecimalText, 'The greatest value, as text.'),
  },
  decimal: {
    precision: nullable(Type.Integer({ minimum: 1, maximum: 1_000 }), 'Digits in all; null: any number.'),
    scale: nullable(Type.Integer({ minimum: -1_000, maximum: 1_000 }), 'Digits after the point.'),
    minimum: nullable(DecimalText, 'The least value, as text.'),
    maximum: nullable(DecimalText, 'The greatest value, as text.'),
  },
  double: {
    bytes: Type.Union([Type.Literal(4), Type.Literal(8)], {
      default: 8,
      description: 'How exact: 4 (real) or 8 (double precision).',
    }),
    minimum: nullable(Type.Number(), 'The least value.'),
    maximum: nullable(Type.Number(), 'The greatest value.'),
  },
  boolean: {},
  date: {},
  time: {
    precision: nullable(Precision, 'Digits after the second; null: six.'),
    zone: flag('Whether it holds a time zone.'),
  },
  timestamp: {
    precision: nullable(Precision, 'Digits after the second; null: six.'),
    zone: flag('Whether it is a moment in time; without a zone it is what a clock on a wall shows.', true),
  },
  json: { binary: flag('Whether PostgreSQL keeps it as `jsonb`; else as `json`, as it was written.', true) },
  bytes: {},
  uuid: {},
  enum: { enumId: Id },
  other: {
    typeName: Type.String({
      minLength: 1,
      maxLength: MODEL_LIMITS.nameLength * 2,
      pattern: '^[A-Za-z_"][^;\\n\\\\]*$',
      description: 'Any type of PostgreSQL, such as `inet` or `vector(1536)`: carried as text.',
    }),
  },
} as const satisfies Record<string, TProperties>;

export type FieldTypeName = keyof typeof FIELD_TYPES;
export const FIELD_TYPE_NAMES: readonly FieldTypeName[] = [
  'text',
  'integer',
  'decimal',
  'double',
  'boolean',
  'date',
  'time',
  'timestamp',
  'json',
  'bytes',
  'uuid',
  'enum',
  'other',
];
