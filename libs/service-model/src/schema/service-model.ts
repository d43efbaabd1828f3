import { type Static, Type } from '@sinclair/typebox';
import {
  Description,
  flag,
  Id,
  Identifier,
  listOf,
  MODEL_LIMITS,
  nullable,
  PhysicalName,
} from './building-blocks';
import { Entity } from './entities';

const EnumValue = Type.Object(
  {
    id: Id,
    name: Type.String({
      minLength: 1,
      maxLength: MODEL_LIMITS.nameLength,
      description: 'As the service writes it.',
    }),
    label: nullable(Type.String({ minLength: 1, maxLength: MODEL_LIMITS.labelLength }), 'For people.'),
    description: Description,
    stored: PhysicalName('The value'),
  },
  { additionalProperties: false },
);

/** Some values that a field may have; several entities may share it. */
const Enum = Type.Object(
  {
    id: Id,
    name: Identifier,
    description: Description,
    native: flag('Whether PostgreSQL has a type of its own for it; else it is a text with a CHECK.'),
    typeName: PhysicalName('The type'),
    schema: PhysicalName('The schema that the type is in'),
    values: Type.Array(EnumValue, { minItems: 1, maxItems: MODEL_LIMITS.enumValues }),
  },
  { additionalProperties: false },
);

/** Somebody's part in the service, as their token says it. */
const Role = Type.Object(
  { id: Id, name: Identifier, description: Description },
  { additionalProperties: false },
);

/** The model of one service in version 2: all that its code is generated from. */
export const ServiceModelSchema = Type.Object(
  {
    version: Type.Literal(2),
    name: Type.String({ minLength: 1, maxLength: 100, description: 'Shown to people, one line.' }),
    description: Description,
    extensions: listOf(
      Type.String({ minLength: 1, maxLength: MODEL_LIMITS.nameLength }),
      MODEL_LIMITS.extensions,
      'Extensions of PostgreSQL that the database needs, such as `citext`.',
    ),
    roles: listOf(Role, MODEL_LIMITS.roles, 'Whom the service tells apart.'),
    enums: listOf(Enum, MODEL_LIMITS.enums, 'Values with names.'),
    entities: Type.Array(Entity, { maxItems: MODEL_LIMITS.entities }),
  },
  { additionalProperties: false },
);

export type ServiceModel = Static<typeof ServiceModelSchema>;
export type EntityModel = ServiceModel['entities'][number];
export type FieldModel = EntityModel['fields'][number];
export type FieldDefaultModel = NonNullable<FieldModel['default']>;
export type RelationModel = EntityModel['relations'][number];
export type UniqueModel = EntityModel['uniques'][number];
export type IndexModel = EntityModel['indexes'][number];
export type IndexPartModel = IndexModel['parts'][number];
export type CheckModel = EntityModel['checks'][number];
export type AccessRuleModel = EntityModel['access'][number];
export type EnumModel = ServiceModel['enums'][number];
export type EnumValueModel = EnumModel['values'][number];
export type RoleModel = ServiceModel['roles'][number];
