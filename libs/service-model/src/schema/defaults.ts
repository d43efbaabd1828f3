import { Type } from '@sinclair/typebox';
import { Expression, flag, nullable, oneOf, PhysicalName } from './building-blocks';

export const MADE_IDS = ['uuidv4', 'uuidv7', 'cuid', 'cuid2', 'ulid', 'nanoid'] as const;
export const ID_MAKERS = ['service', 'database'] as const;
export const DEFAULT_KINDS = ['literal', 'now', 'id', 'identity', 'sequence', 'expression'] as const;

/** A whole number as text: a sequence counts further than JSON's numbers. */
const WholeText = (value: string, description: string) =>
  Type.String({ maxLength: 20, pattern: '^-?[0-9]+$', default: value, description });

/** Where a value comes from that a caller leaves out. */
export const FieldDefault = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('literal'),
        value: Type.Union(
          [
            Type.String(),
            Type.Number(),
            Type.Boolean(),
            Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
            Type.Record(Type.String(), Type.Unknown()),
          ],
          { description: 'In JSON: a whole number of 8 bytes, a decimal and a date are texts.' },
        ),
      },
      { additionalProperties: false },
    ),
    Type.Object({ kind: Type.Literal('now') }, { additionalProperties: false }),
    Type.Object(
      {
        kind: Type.Literal('id'),
        made: oneOf(MADE_IDS, { description: 'What kind of id it is.' }),
        by: oneOf(ID_MAKERS, {
          default: 'service',
          description: 'Who makes it; the database (a DEFAULT of the column) can make a `uuid` only.',
        }),
        length: nullable(
          Type.Integer({ minimum: 2, maximum: 255 }),
          'How many characters a nanoid or cuid2 has; null: as many as usual (21 and 24).',
        ),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('identity'),
        always: flag('Whether a caller may not give a value of their own.'),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        kind: Type.Literal('sequence'),
        sequence: PhysicalName('Name of the sequence'),
        bytes: nullable(
          Type.Union([Type.Literal(2), Type.Literal(4), Type.Literal(8)]),
          'How large its numbers get; null: as large as those of the column.',
        ),
        start: WholeText('1', 'The first number, as text.'),
        increment: WholeText('1', 'What is added each time, as text.'),
        owned: flag(
          'Whether it goes with the column. Else it stays without it, and several columns may count by the same.',
          true,
        ),
      },
      { additionalProperties: false },
    ),
    Type.Object({ kind: Type.Literal('expression'), sql: Expression }, { additionalProperties: false }),
  ],
  { discriminator: { propertyName: 'kind' } },
);
