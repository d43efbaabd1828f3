import type { components } from '../../api/schema';

export type ServiceModel = components['schemas']['EntitiesView'];
export type EntityModel = components['schemas']['EntityModelView'];
export type FieldModel = components['schemas']['FieldModelView'];
export type FieldType = FieldModel['type'];

/** A change to the model that is being edited. Ids, not positions, name what changes. */
export type ModelChange =
  | { type: 'add-entity'; entity: EntityModel }
  | { type: 'change-entity'; entityId: string; changes: Partial<Omit<EntityModel, 'id' | 'fields'>> }
  | { type: 'remove-entity'; entityId: string }
  | { type: 'add-field'; entityId: string; field: FieldModel }
  | { type: 'change-field'; entityId: string; field: FieldModel }
  | { type: 'remove-field'; entityId: string; fieldId: string }
  | { type: 'move-field'; entityId: string; fieldId: string; by: 1 | -1 };

/** The model after a change. Pure: the model that comes in stays as it is. */
export function changeModel(model: ServiceModel, change: ModelChange): ServiceModel {
  switch (change.type) {
    case 'add-entity':
      return { ...model, entities: [...model.entities, change.entity] };
    case 'change-entity':
      return onEntity(model, change.entityId, (entity) => ({ ...entity, ...change.changes }));
    case 'remove-entity':
      return {
        ...model,
        entities: model.entities
          .filter((entity) => entity.id !== change.entityId)
          .map((entity) => ({
            ...entity,
            fields: entity.fields.filter((field) => field.relation?.entityId !== change.entityId),
          })),
      };
    case 'add-field':
      return onEntity(model, change.entityId, (entity) => ({
        ...entity,
        fields: [...entity.fields, change.field],
      }));
    case 'change-field':
      return onEntity(model, change.entityId, (entity) => ({
        ...entity,
        fields: entity.fields.map((field) => (field.id === change.field.id ? change.field : field)),
      }));
    case 'remove-field':
      return onEntity(model, change.entityId, (entity) => ({
        ...entity,
        fields: entity.fields.filter((field) => field.id !== change.fieldId),
      }));
    case 'move-field':
      return onEntity(model, change.entityId, (entity) => ({
        ...entity,
        fields: moved(entity.fields, change.fieldId, change.by),
      }));
  }
}

/** Relations of other entities that go when an entity is removed: what the warning names. */
export function relationsTo(model: ServiceModel, entityId: string): { entity: string; field: string }[] {
  return model.entities
    .filter((entity) => entity.id !== entityId)
    .flatMap((entity) =>
      entity.fields
        .filter((field) => field.relation?.entityId === entityId)
        .map((field) => ({ entity: entity.name, field: field.name })),
    );
}

function onEntity(
  model: ServiceModel,
  entityId: string,
  change: (entity: EntityModel) => EntityModel,
): ServiceModel {
  return {
    ...model,
    entities: model.entities.map((entity) => (entity.id === entityId ? change(entity) : entity)),
  };
}

function moved(fields: FieldModel[], fieldId: string, by: 1 | -1): FieldModel[] {
  const from = fields.findIndex((field) => field.id === fieldId);
  const to = from + by;
  const field = fields[from];
  if (!field || to < 0 || to >= fields.length) return fields;
  const rest = fields.filter((other) => other.id !== fieldId);
  return [...rest.slice(0, to), field, ...rest.slice(to)];
}
