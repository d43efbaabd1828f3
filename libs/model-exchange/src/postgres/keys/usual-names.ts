import { derivedNames, type EntityNames } from '@amplication/postgres-schema';
import type { EntityModel, ServiceModel } from '@amplication/service-model';

/** How often names are looked at again: a name that stands again may give others a number. */
const ROUNDS = 5;

/**
 * Leaves out the names of keys, indexes and constraints that follow from the rest. Which name follows depends on the
 * names that others have, so a name that comes out otherwise once the others are gone stands again.
 */
export function leaveOutUsualNames(model: ServiceModel): ServiceModel {
  let usual = new Set<string>();
  mapNames(model, (part, given) => {
    if (given !== null) usual.add(part);
    return given;
  });
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = usual;
    const names = derivedNames(leaveOut(model, before));
    const still = new Set<string>();
    mapNames(
      model,
      (part, given, derived) => {
        if (before.has(part) && given === derived) still.add(part);
        return given;
      },
      names,
    );
    if (still.size === before.size) return leaveOut(model, before);
    usual = still;
  }
  return model;
}

const leaveOut = (model: ServiceModel, parts: ReadonlySet<string>): ServiceModel =>
  mapNames(model, (part, given) => (parts.has(part) ? null : given));

/** Gives each part that may have a name the name that it gets. */
type Rename = (part: string, given: string | null, derived: string | null | undefined) => string | null;

function mapNames(
  model: ServiceModel,
  rename: Rename,
  names?: ReadonlyMap<string, EntityNames>,
): ServiceModel {
  return {
    ...model,
    entities: model.entities.map((entity) => mapEntity(entity, rename, names?.get(entity.id))),
  };
}

function mapEntity(entity: EntityModel, rename: Rename, names: EntityNames | undefined): EntityModel {
  const named = (kind: string, id: string, given: string | null, derived: string | null | undefined) =>
    rename(`${entity.id} ${kind} ${id}`, given, derived);
  return {
    ...entity,
    key: entity.key && { ...entity.key, constraint: named('key', '', entity.key.constraint, names?.key) },
    uniques: entity.uniques.map((one) => ({
      ...one,
      constraint: named('unique', one.id, one.constraint, names?.uniques.get(one.id)),
    })),
    indexes: entity.indexes.map((one) => ({
      ...one,
      name: named('index', one.id, one.name, names?.indexes.get(one.id)),
    })),
    checks: entity.checks.map((one) => ({
      ...one,
      constraint: named('check', one.id, one.constraint, names?.checks.get(one.id)),
    })),
    relations: entity.relations.map((one) => {
      const derived = names?.joinTables.get(one.id);
      const { joinTable } = one;
      const ofJoin = (
        part: 'keyConstraint' | 'ownConstraint' | 'targetConstraint' | 'index',
        name?: string,
      ) => named(part, one.id, joinTable?.[part] ?? null, name);
      return {
        ...one,
        constraint: named('relation', one.id, one.constraint, names?.foreignKeys.get(one.id)),
        joinTable: joinTable && {
          ...joinTable,
          keyConstraint: ofJoin('keyConstraint', derived?.key),
          ownConstraint: ofJoin('ownConstraint', derived?.ownForeignKey),
          targetConstraint: ofJoin('targetConstraint', derived?.targetForeignKey),
          index: ofJoin('index', derived?.index),
        },
      };
    }),
  };
}
