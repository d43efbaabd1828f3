import type { EntityPlan } from './service-plan';
import { type Name, Scope } from '../names/scope';
import { capital, className, variableName } from '../names/spelling';
import { propertyOf } from '../names/own-names';
import type { LinksPlan } from './links-plan';
import type { RelatedPlan } from './related-plan';

/** Routes to the rows of an entity below the rows of another one: `/customers/:id/orders`. */
export interface NestedPlan {
  /** Whose rows stand before in the route. */
  parent: EntityPlan;
  /** The last part of the route. */
  route: Name;
  /** `OrdersOfCustomerController`, and its file in the folder of the entity. */
  controller: Name;
  file: Name;
  /** By a key that the rows hold, or by a many-to-many. */
  by: { related: RelatedPlan } | { links: LinksPlan; linkKey: Name; linked: string };
}

/** `categoryId`, or `category_id` where the key is spelled so. */
function keyOfOther(entity: string, key: string): string {
  const name = variableName(entity);
  return key.includes('_') ? `${name}_${key}` : `${name}${capital(key)}`;
}

/** A nested route before it has its names. */
interface FoundRoute {
  at: EntityPlan;
  parent: EntityPlan;
  route: Name;
  by: { related: RelatedPlan } | { links: LinksPlan };
}

/** The nested routes by the entity whose rows they lead to. */
export function planNested(
  entities: readonly EntityPlan[],
  links: ReadonlyMap<string, LinksPlan[]>,
  related: ReadonlyMap<string, RelatedPlan[]>,
  code: Scope,
): Map<string, NestedPlan[]> {
  const found = entities.flatMap((parent) => routesBelow(parent, links, related));
  const nested = new Map<string, NestedPlan[]>();
  const files = new Map<string, Scope>();
  for (const { at, parent, route, by } of found) {
    const { id } = at.entity;
    const scope = files.get(id) ?? new Scope();
    files.set(id, scope);
    const isOnly = found.filter((one) => one.at === at && one.parent === parent).length === 1;
    const file = scope.take(`of-${parent.names.file}${isOnly ? '' : `-${route}`}.controller`, '-');
    const below = `${className(parent.entity.name)}${isOnly ? '' : className(route.replaceAll('-', '_'))}`;
    const controller = code.take(`${at.names.title}Of${below}Controller`);
    const plan = {
      parent,
      route,
      controller,
      file,
      by: 'links' in by ? linkPlan(parent, by.links, code) : by,
    };
    nested.set(id, [...(nested.get(id) ?? []), plan]);
  }
  return nested;
}

function routesBelow(
  parent: EntityPlan,
  links: ReadonlyMap<string, LinksPlan[]>,
  related: ReadonlyMap<string, RelatedPlan[]>,
): FoundRoute[] {
  const { id } = parent.entity;
  return [
    ...(related.get(id) ?? []).flatMap((plan) =>
      plan.route === null ? [] : [{ at: plan.other, parent, route: plan.route, by: { related: plan } }],
    ),
    ...(links.get(id) ?? []).flatMap((plan) =>
      plan.other.key.length === 0 ? [] : [{ at: plan.other, parent, route: plan.route, by: { links: plan } }],
    ),
  ];
}

/** What the path to a link calls the row at its end. */
function linkPlan(parent: EntityPlan, links: LinksPlan, code: Scope) {
  const own = new Scope(parent.key.map(({ api }) => api));
  const linked = propertyOf(own.take(keyOfOther(links.other.entity.name, links.other.key[0]?.api ?? '')));
  const linkKey = code.take(`${className(parent.entity.name)}${className(links.words)}Key`);
  return { links, linkKey, linked };
}
