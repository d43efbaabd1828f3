import type { EntityModel, EnumModel, ServiceModel } from '../schema/service-model';

/** Ids instead of others, each within the things that it tells apart; what is not named stays. */
export interface NewIds {
  roles: ReadonlyMap<string, string>;
  enums: ReadonlyMap<string, string>;
  entities: ReadonlyMap<string, string>;
  /** Of values, by the old id of their enum. */
  values: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of fields and relations, by the old id of their entity. */
  members: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of uniques, indexes and checks, by the old id of their entity. */
  rules: ReadonlyMap<string, Record<RuleKind, ReadonlyMap<string, string>>>;
}

export type RuleKind = 'uniques' | 'indexes' | 'checks';

export const NO_NEW_IDS: NewIds = {
  ...{ roles: new Map(), enums: new Map(), entities: new Map() },
  ...{ values: new Map(), members: new Map(), rules: new Map() },
};

/** The same model under other ids, with every part that names one. */
export function withIds(model: ServiceModel, ids: NewIds): ServiceModel {
  return {
    ...model,
    roles: model.roles.map((role) => ({ ...role, id: idIn(ids.roles, role.id) })),
    enums: model.enums.map((one) => enumWith(one, ids)),
    entities: model.entities.map((entity) => entityWith(entity, ids)),
  };
}

const idIn = (ids: ReadonlyMap<string, string> | undefined, id: string) => ids?.get(id) ?? id;

function enumWith(one: EnumModel, ids: NewIds): EnumModel {
  const values = ids.values.get(one.id);
  return {
    ...one,
    id: idIn(ids.enums, one.id),
    values: one.values.map((value) => ({ ...value, id: idIn(values, value.id) })),
  };
}

function entityWith(entity: EntityModel, ids: NewIds): EntityModel {
  const members = ids.members.get(entity.id);
  const rules = ids.rules.get(entity.id);
  const member = (id: string) => idIn(members, id);
  const roles = (named: string[] | null) => named?.map((id) => idIn(ids.roles, id)) ?? null;
  return {
    ...entity,
    id: idIn(ids.entities, entity.id),
    fields: entity.fields.map((field) => ({
      ...field,
      ...(field.type === 'enum' ? { enumId: idIn(ids.enums, field.enumId) } : {}),
      id: member(field.id),
      readableBy: roles(field.readableBy),
      writableBy: roles(field.writableBy),
    })),
    relations: entity.relations.map((relation) => ({
      ...relation,
      id: member(relation.id),
      entityId: idIn(ids.entities, relation.entityId),
      fields: relation.fields.map(member),
      references: relation.references.map((id) => idIn(ids.members.get(relation.entityId), id)),
    })),
    key: entity.key && { ...entity.key, fields: entity.key.fields.map(member) },
    uniques: entity.uniques.map((unique) => ({
      ...unique,
      id: idIn(rules?.uniques, unique.id),
      fields: unique.fields.map(member),
    })),
    indexes: entity.indexes.map((index) => ({
      ...index,
      id: idIn(rules?.indexes, index.id),
      include: index.include.map(member),
      parts: index.parts.map((part) => ({ ...part, fieldId: part.fieldId && member(part.fieldId) })),
    })),
    checks: entity.checks.map((check) => ({ ...check, id: idIn(rules?.checks, check.id) })),
    access: entity.access.map((rule) => ({ ...rule, roleId: rule.roleId && idIn(ids.roles, rule.roleId) })),
  };
}
