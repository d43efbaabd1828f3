import { joinTableOf, type JoinTablePlace, type RelationModel } from '@amplication/service-model';
import { type Name, Scope } from '../names/scope';
import { spaced, variableName } from '../names/spelling';
import type { RoutesBelow } from './related-plan';
import type { EntityPlan } from './service-plan';

/** The table behind a many-to-many, as the code of both sides knows it. */
export interface JoinPlan {
  place: JoinTablePlace;
  relation: RelationModel;
  owner: EntityPlan;
  target: EntityPlan;
  /** `postTagsTable`, in the file of the owner's table. */
  table: Name;
}

/** What an entity is linked to by a many-to-many, from one of its sides. */
export interface LinksPlan {
  join: JoinPlan;
  /** The column of the join table that holds the row at hand; the other one holds what it is linked to. */
  side: 'own' | 'target';
  other: EntityPlan;
  /** `tags`: the last part of the route. */
  route: Name;
  /** `tags`: in sentences. */
  words: string;
}

/** The many-to-many relations by the entity that sees them: those of its own, and those of others that name it. */
export function planLinks(
  entityOf: ReadonlyMap<string, EntityPlan>,
  code: Scope,
  routes: RoutesBelow,
): Map<string, LinksPlan[]> {
  const links = new Map<string, LinksPlan[]>();
  const add = (entity: EntityPlan, name: string, join: JoinPlan, side: LinksPlan['side']): void => {
    const { id } = entity.entity;
    const plan = {
      join,
      side,
      other: side === 'own' ? join.target : join.owner,
      route: routes.take(entity, name),
      words: spaced(name),
    };
    links.set(id, [...(links.get(id) ?? []), plan]);
  };
  for (const owner of entityOf.values())
    for (const relation of owner.entity.relations) {
      const target = entityOf.get(relation.entityId);
      if (relation.kind !== 'many-to-many' || !target || owner.key.length !== 1 || target.key.length !== 1)
        continue;
      const place = joinTableOf(owner.entity, relation, target.entity);
      const table = code.take(`${variableName(`${owner.entity.name}_${relation.name}`)}Table`);
      const join = { place, relation, owner, target, table };
      add(owner, relation.name, join, 'own');
      if (relation.inverse.name !== null) add(target, relation.inverse.name, join, 'target');
    }
  return links;
}
