/** What a field holds. `relation` points at a row of another entity. */
export const FIELD_TYPES = [
  'text',
  'longText',
  'integer',
  'decimal',
  'boolean',
  'date',
  'dateTime',
  'email',
  'uuid',
  'json',
  'enum',
  'relation',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * A relation is declared once, on the side that holds the foreign key. Many-to-many is an entity of its own,
 * as `OrderItem` is between `Order` and `Product`.
 */
export const RELATION_KINDS = ['many-to-one', 'one-to-one'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** The model of one service: all that its code is generated from. */
export interface ServiceModel {
  /** Shown to people, one line, such as `Order Service`. */
  name: string;
  description: string;
  entities: EntityModel[];
}

export interface EntityModel {
  /** Unique within the model; relations point at it, so a rename breaks none. */
  id: string;
  /** PascalCase, singular: `OrderItem`. */
  name: string;
  /** PascalCase, plural: `OrderItems`. Names the route and the table. */
  pluralName: string;
  description: string;
  fields: FieldModel[];
}

export interface FieldModel {
  /** Unique within the entity. */
  id: string;
  /** camelCase: `unitPrice`. */
  name: string;
  type: FieldType;
  required: boolean;
  unique: boolean;
  description: string;
  /** The values of an enum; absent for every other type. */
  options?: string[];
  /** Where a relation points; absent for every other type. */
  relation?: { entityId: string; kind: RelationKind };
}

/**
 * Upper bounds of a model. Names are short enough for every identifier made of them to fit into the
 * 63 bytes of PostgreSQL.
 */
export const MODEL_LIMITS = {
  entities: 200,
  fields: 200,
  options: 100,
  nameLength: 40,
  serviceNameLength: 100,
  idLength: 100,
  descriptionLength: 2_000,
} as const;
