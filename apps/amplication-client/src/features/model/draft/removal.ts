import type { EntityModel, RelationModel, ServiceModel } from './model';

/** What stands on something that goes, goes with it: the model never names what is not there. */

export function withoutEntity(model: ServiceModel, entityId: string): ServiceModel {
  const rest = { ...model, entities: model.entities.filter(({ id }) => id !== entityId) };
  return withoutRelations(rest, (relation) => relation.entityId === entityId);
}

/** Relations that hold their key in the field, or point at it, go with it; so do key, uniques and indexes over it. */
export function withoutField(model: ServiceModel, entityId: string, fieldId: string): ServiceModel {
  const rest = withoutRelations(
    model,
    (relation, owner) =>
      (owner.id === entityId && relation.fields.includes(fieldId)) ||
      (relation.entityId === entityId && relation.references.includes(fieldId)),
  );
  return {
    ...rest,
    entities: rest.entities.map((entity) =>
      entity.id === entityId
        ? {
            ...withoutColumns(entity, new Set([fieldId])),
            fields: entity.fields.filter(({ id }) => id !== fieldId),
            key: entity.key?.fields.includes(fieldId) ? null : entity.key,
          }
        : entity,
    ),
  };
}

export const withoutRelation = (model: ServiceModel, entityId: string, relationId: string) =>
  withoutRelations(model, (relation, owner) => owner.id === entityId && relation.id === relationId);

export function withoutRole(model: ServiceModel, roleId: string): ServiceModel {
  const without = (ids: string[] | null) => ids && ids.filter((id) => id !== roleId);
  return {
    ...model,
    roles: model.roles.filter(({ id }) => id !== roleId),
    entities: model.entities.map((entity) => ({
      ...entity,
      access: entity.access.filter((rule) => rule.roleId !== roleId),
      fields: entity.fields.map((field) => ({
        ...field,
        readableBy: without(field.readableBy),
        writableBy: without(field.writableBy),
      })),
    })),
  };
}

function withoutRelations(
  model: ServiceModel,
  isGone: (relation: RelationModel, owner: EntityModel) => boolean,
): ServiceModel {
  return {
    ...model,
    entities: model.entities.map((entity) => {
      const gone = new Set(
        entity.relations.filter((relation) => isGone(relation, entity)).map(({ id }) => id),
      );
      if (gone.size === 0) return entity;
      return {
        ...withoutColumns(entity, gone),
        relations: entity.relations.filter(({ id }) => !gone.has(id)),
      };
    }),
  };
}

/** A unique over fewer columns would be another rule, so it goes with any of them, as it does in PostgreSQL. */
function withoutColumns(entity: EntityModel, gone: ReadonlySet<string>): EntityModel {
  return {
    ...entity,
    uniques: entity.uniques.filter(({ fields }) => !fields.some((id) => gone.has(id))),
    indexes: entity.indexes.filter(
      ({ parts, include }) =>
        !parts.some(({ fieldId }) => fieldId !== null && gone.has(fieldId)) &&
        !include.some((id) => gone.has(id)),
    ),
  };
}
