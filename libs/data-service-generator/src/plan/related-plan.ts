import { type RelationModel, relationColumns, type ServiceModel } from '@amplication/service-model';
import { propertyOf } from '../names/own-names';
import { type Name, Scope } from '../names/scope';
import { kebabCase } from '../names/spelling';
import type { ColumnPlan } from './column-plan';
import type { EntityPlan } from './service-plan';

/** A column of the row at hand, and the one of the row that belongs to it that holds the same value. */
export interface HeldPair {
  here: ColumnPlan;
  there: ColumnPlan;
}

/** Rows of another entity that belong to a row, as one of both sides sees them. */
export interface RelatedPlan {
  /** As the API calls them, in `_include` and in the answer. */
  api: Name;
  /** As the code calls them. */
  property: string;
  relation: RelationModel;
  /** Whether the row at hand holds the key, or the others hold its. */
  side: 'own' | 'inverse';
  /** Whether there is one at most, or any number. */
  many: boolean;
  other: EntityPlan;
  pairs: HeldPair[];
  /** `orders`: the last part of the route to them; null where one belongs to a row, or the row has no route. */
  route: Name | null;
}

/** Names of routes below the rows of an entity, by the entity. */
export class RoutesBelow {
  private readonly scopes = new Map<string, Scope>();

  take({ entity }: EntityPlan, name: string): Name {
    const scope = this.scopes.get(entity.id) ?? new Scope();
    this.scopes.set(entity.id, scope);
    return scope.take(kebabCase(name), '-');
  }
}

/**
 * What belongs to the rows of each entity by relations that hold a key, by the entity: what it points at, then what
 * points at it under a name.
 */
export function planRelated(
  model: ServiceModel,
  entityOf: ReadonlyMap<string, EntityPlan>,
  routes: RoutesBelow,
): Map<string, RelatedPlan[]> {
  const related = new Map<string, RelatedPlan[]>();
  const members = new Map<string, Scope>();
  const add = (at: EntityPlan, name: string, plan: Omit<RelatedPlan, 'api' | 'property'>) => {
    const { id } = at.entity;
    const scope = members.get(id) ?? new Scope(at.columns.map(({ api }) => api));
    members.set(id, scope);
    const api = scope.take(name);
    related.set(id, [...(related.get(id) ?? []), { ...plan, api, property: propertyOf(api) }]);
  };
  const held = [...entityOf.values()]
    .flatMap((owner) => heldRelations(model, owner, entityOf))
    .filter(({ pairs }) => pairs.every(({ here, there }) => canBeFoundBy(here) && canBeFoundBy(there)));
  for (const { owner, target, relation, pairs } of held)
    add(owner, relation.name, { relation, side: 'own', many: false, other: target, pairs, route: null });
  for (const { owner, target, relation, pairs } of held) {
    const { name } = relation.inverse;
    if (name === null) continue;
    const many = relation.kind !== 'one-to-one';
    const route = many && target.key.length > 0 ? routes.take(target, name) : null;
    const turned = pairs.map(({ here, there }) => ({ here: there, there: here }));
    add(target, name, { relation, side: 'inverse', many, other: owner, pairs: turned, route });
  }
  return related;
}

/** A relation that holds a key, and the columns of both sides that hold the same values. */
export interface HeldRelation {
  owner: EntityPlan;
  target: EntityPlan;
  relation: RelationModel;
  pairs: HeldPair[];
}

/** The relations of an entity that hold a key. */
export function heldRelations(
  model: ServiceModel,
  owner: EntityPlan,
  entityOf: ReadonlyMap<string, EntityPlan>,
): HeldRelation[] {
  return owner.entity.relations.flatMap((relation) => {
    const target = entityOf.get(relation.entityId);
    if (relation.kind === 'many-to-many' || !target) return [];
    const columns = relationColumns(model, owner.entity, relation);
    const pairs = columns.flatMap(({ name, references }) => {
      const here = owner.columns.find(({ column }) => column === name);
      const there = target.columns.find(({ field }) => field.id === references.id);
      return here && there ? [{ here, there }] : [];
    });
    return pairs.length === columns.length && pairs.length > 0 ? [{ owner, target, relation, pairs }] : [];
  });
}

/** Whether rows can be looked for by the values of a column. */
const canBeFoundBy = ({ field }: ColumnPlan): boolean =>
  !field.list && !['json', 'other', 'bytes', 'double'].includes(field.type);
