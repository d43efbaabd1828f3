import { Type } from '@sinclair/typebox';
import { Expression, flag, oneOf, PhysicalName } from './building-blocks';

export const MADE_IDS = ['uuidv4', 'uuidv7', 'cuid', 'nanoid'] as const;
export const DEFAULT_KINDS = ['literal', 'now', 'id', 'identity', 'sequence', 'expression'] as const;

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
        made: oneOf(MADE_IDS, { description: 'A `uuid` is made by PostgreSQL, the others by the service.' }),
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
      { kind: Type.Literal('sequence'), sequence: PhysicalName('Name of the sequence') },
      { additionalProperties: false },
    ),
    Type.Object({ kind: Type.Literal('expression'), sql: Expression }, { additionalProperties: false }),
  ],
  { discriminator: { propertyName: 'kind' } },
);
