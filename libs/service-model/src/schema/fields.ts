import { type TProperties, Type } from '@sinclair/typebox';
import {
  Description,
  Expression,
  flag,
  Id,
  Identifier,
  MODEL_LIMITS,
  nullable,
  oneOf,
  PhysicalName,
} from './building-blocks';
import { FieldDefault } from './defaults';
import { FIELD_TYPES, type FieldTypeName } from './field-types';

export const FIELD_ROLES = ['createdAt', 'updatedAt', 'version', 'owner', 'tenant'] as const;

const RoleIds = Type.Array(Id, { maxItems: MODEL_LIMITS.roles });

/** What every field has, whatever its type. */
const common = {
  id: Id,
  name: Identifier,
  column: PhysicalName('The column'),
  description: Description,
  required: flag('Whether every row has a value.'),
  unique: flag('Whether no two rows may have the same value.'),
  list: flag('Whether it holds any number of values (an array of PostgreSQL).'),
  default: nullable(FieldDefault, 'Where a value comes from that a caller leaves out.'),
  generated: nullable(Expression, 'An expression that PostgreSQL keeps the value by; nobody writes it.'),
  role: nullable(
    oneOf(FIELD_ROLES, { description: 'What the service uses the field for by itself.' }),
    'What the service uses the field for by itself: times and version of the row, or who owns it.',
  ),
  readOnly: flag('Whether callers may see it and never write it.'),
  writeOnly: flag('Whether callers may write it and never see it.'),
  secret: flag('Whether only an argon2id hash of it is kept.'),
  searchable: flag('Whether the search of a list looks into it.'),
  sortable: flag('Whether a list can be sorted by it.', true),
  readableBy: nullable(RoleIds, 'The roles that may see it; null: all who may read the row.'),
  writableBy: nullable(RoleIds, 'The roles that may write it; null: all who may write the row.'),
};

const fieldOf = <const N extends FieldTypeName, P extends TProperties>(type: N, rules: P) =>
  Type.Object({ type: Type.Literal(type), ...common, ...rules }, { additionalProperties: false });

/** A value that each row of an entity has. */
export const Field = Type.Union(
  [
    fieldOf('text', FIELD_TYPES.text),
    fieldOf('integer', FIELD_TYPES.integer),
    fieldOf('decimal', FIELD_TYPES.decimal),
    fieldOf('double', FIELD_TYPES.double),
    fieldOf('boolean', FIELD_TYPES.boolean),
    fieldOf('date', FIELD_TYPES.date),
    fieldOf('time', FIELD_TYPES.time),
    fieldOf('timestamp', FIELD_TYPES.timestamp),
    fieldOf('json', FIELD_TYPES.json),
    fieldOf('bytes', FIELD_TYPES.bytes),
    fieldOf('uuid', FIELD_TYPES.uuid),
    fieldOf('enum', FIELD_TYPES.enum),
    fieldOf('other', FIELD_TYPES.other),
  ],
  { discriminator: { propertyName: 'type' } },
);
