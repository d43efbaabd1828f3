import type {
  EntityModel,
  EnumModel,
  FieldModel,
  IndexModel,
  RelationModel,
  RoleModel,
  ServiceModel,
  UniqueModel,
} from './model';
import { withoutEntity, withoutField, withoutRelation, withoutRole } from './removal';

/** The lists of an entity whose parts are edited one by one. */
interface Parts {
  fields: FieldModel;
  relations: RelationModel;
  uniques: UniqueModel;
  indexes: IndexModel;
}
export type PartKind = keyof Parts;

/** A part with the list that it belongs to. */
export type Part = { [K in PartKind]: { list: K; part: Parts[K] } }[PartKind];

/** A change to the model that is being edited. Ids, not positions, name what changes; what is new is put at the end. */
export type ModelChange =
  | { type: 'put-entity'; entity: EntityModel }
  | { type: 'remove-entity'; entityId: string }
  | ({ type: 'put-part'; entityId: string } & Part)
  | { type: 'remove-part'; entityId: string; list: PartKind; id: string }
  | { type: 'move-field'; entityId: string; fieldId: string; by: 1 | -1 }
  | { type: 'put-enum'; value: EnumModel }
  | { type: 'remove-enum'; enumId: string }
  | { type: 'put-role'; role: RoleModel }
  | { type: 'remove-role'; roleId: string }
  | { type: 'all'; changes: ModelChange[] };

/** The model after a change. Pure: the model that comes in stays as it is. */
export function changeModel(model: ServiceModel, change: ModelChange): ServiceModel {
  switch (change.type) {
    case 'put-entity':
      return { ...model, entities: put(model.entities, change.entity) };
    case 'remove-entity':
      return withoutEntity(model, change.entityId);
    case 'put-part':
      return onEntity(model, change.entityId, (entity) => putPart(entity, change));
    case 'remove-part':
      return withoutPart(model, change);
    case 'move-field':
      return onEntity(model, change.entityId, (entity) => ({
        ...entity,
        fields: moved(entity.fields, change.fieldId, change.by),
      }));
    case 'put-enum':
      return { ...model, enums: put(model.enums, change.value) };
    case 'remove-enum':
      return { ...model, enums: model.enums.filter(({ id }) => id !== change.enumId) };
    case 'put-role':
      return { ...model, roles: put(model.roles, change.role) };
    case 'remove-role':
      return withoutRole(model, change.roleId);
    case 'all':
      return change.changes.reduce(changeModel, model);
  }
}

function putPart(entity: EntityModel, change: Part): EntityModel {
  switch (change.list) {
    case 'fields':
      return { ...entity, fields: put(entity.fields, change.part) };
    case 'relations':
      return { ...entity, relations: put(entity.relations, change.part) };
    case 'uniques':
      return { ...entity, uniques: put(entity.uniques, change.part) };
    case 'indexes':
      return { ...entity, indexes: put(entity.indexes, change.part) };
  }
}

function withoutPart(
  model: ServiceModel,
  { entityId, list, id }: { entityId: string; list: PartKind; id: string },
): ServiceModel {
  switch (list) {
    case 'fields':
      return withoutField(model, entityId, id);
    case 'relations':
      return withoutRelation(model, entityId, id);
    case 'uniques':
      return onEntity(model, entityId, (entity) => ({
        ...entity,
        uniques: entity.uniques.filter((one) => one.id !== id),
      }));
    case 'indexes':
      return onEntity(model, entityId, (entity) => ({
        ...entity,
        indexes: entity.indexes.filter((one) => one.id !== id),
      }));
  }
}

/** The list with a thing in the place of the one with its id, or at the end. */
function put<T extends { id: string }>(list: readonly T[], thing: T): T[] {
  return list.some(({ id }) => id === thing.id)
    ? list.map((one) => (one.id === thing.id ? thing : one))
    : [...list, thing];
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
