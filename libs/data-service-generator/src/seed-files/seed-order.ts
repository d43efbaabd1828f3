import type { EntityPlan } from '../plan/service-plan';
import type { SeedRelation } from './seed-relations';

/**
 * The entities in an order in which those that a row needs come before it, and those that it may point at where that is
 * possible too; else as the model has them.
 */
export function seedOrder(
  entities: readonly EntityPlan[],
  relationsOf: (entity: EntityPlan) => readonly SeedRelation[],
): EntityPlan[] {
  const left = [...entities];
  const placed = new Map<string, EntityPlan>();
  const isReady = (entity: EntityPlan, isAsked: (relation: SeedRelation) => boolean) =>
    relationsOf(entity).every(
      (relation) =>
        !isAsked(relation) ||
        placed.has(relation.target.entity.id) ||
        relation.target.entity.id === entity.entity.id,
    );
  while (left.length > 0) {
    const next =
      left.find((entity) => isReady(entity, () => true)) ??
      left.find((entity) => isReady(entity, ({ required }) => required)) ??
      left[0];
    if (!next) break;
    placed.set(next.entity.id, next);
    left.splice(left.indexOf(next), 1);
  }
  return [...placed.values()];
}
