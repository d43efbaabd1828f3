import { withType, newField } from './field-types';
import type { EntityModel, FieldModel, FieldType, RelationModel, ServiceModel } from './model';
import { newRelation } from './new-parts';

/** A field for tests: its id is its name unless it says otherwise. */
export const field = (name: string, type: FieldType = 'text', id = name): FieldModel => ({
  ...withType(newField(id), type),
  name,
});

/** A field whose values are those of an enum. */
export const enumField = (name: string, enumId: string): FieldModel => {
  const made = field(name, 'enum');
  return made.type === 'enum' ? { ...made, enumId } : made;
};

export const entity = (name: string, more: Partial<EntityModel> = {}): EntityModel => ({
  id: name.toLowerCase(),
  name,
  pluralName: null,
  table: null,
  schema: null,
  description: '',
  fields: [],
  relations: [],
  key: null,
  uniques: [],
  indexes: [],
  checks: [],
  access: [],
  ...more,
});

export const relation = (
  name: string,
  entityId: string,
  more: Partial<RelationModel> = {},
): RelationModel => ({
  ...newRelation(entityId),
  id: name,
  name,
  ...more,
});

export const model = (entities: EntityModel[], more: Partial<ServiceModel> = {}): ServiceModel => ({
  version: 2,
  name: 'Shop',
  description: '',
  extensions: [],
  roles: [],
  enums: [],
  entities,
  ...more,
});
