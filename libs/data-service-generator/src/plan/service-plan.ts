import { type EnumModel, type EntityModel, type ServiceModel } from '@amplication/service-model';
import { type EntityNames, takeEntityNames } from '../names/entity-names';
import { type EnumNames, takeEnumNames } from '../names/enum-names';
import { DEVICE_NAMES, OWN_FOLDERS, OWN_NAMES, OWN_ROUTES } from '../names/own-names';
import { ignoringCase, Scope } from '../names/scope';
import { type ColumnPlan, planColumns } from './column-plan';
import { type LinksPlan, planLinks } from './links-plan';
import { type NestedPlan, planNested } from './nested-plan';
import { planRelated, type RelatedPlan, RoutesBelow } from './related-plan';

/** An entity with every name and decision that its files need. */
export interface EntityPlan {
  entity: EntityModel;
  names: EntityNames;
  columns: ColumnPlan[];
  /** The columns that name one row; empty where nothing does. */
  key: ColumnPlan[];
  links: LinksPlan[];
  /** What belongs to a row by relations that hold a key. */
  related: RelatedPlan[];
  /** Routes to its rows below those of others. */
  nested: NestedPlan[];
}

export interface EnumPlan {
  model: EnumModel;
  names: EnumNames;
}

/** A service with everything decided: what writes files only writes. */
export interface ServicePlan {
  model: ServiceModel;
  entities: EntityPlan[];
  /** By the id of the enum. */
  enums: ReadonlyMap<string, EnumPlan>;
  /** By the id of the entity. */
  entityOf: ReadonlyMap<string, EntityPlan>;
}

export function planService(model: ServiceModel): ServicePlan {
  const scopes = {
    code: new Scope(OWN_NAMES),
    folders: new Scope([...OWN_FOLDERS, ...DEVICE_NAMES], ignoringCase),
    routes: new Scope(OWN_ROUTES, ignoringCase),
  };
  const enumFiles = new Scope(DEVICE_NAMES, ignoringCase);
  const entities = model.entities.map((entity) => {
    const names = takeEntityNames(entity, scopes);
    const columns = planColumns(model, entity);
    return { entity, names, columns, key: keyOf(entity, columns), links: [], related: [], nested: [] };
  });
  const enums = model.enums.map((one) => ({ model: one, names: takeEnumNames(one, scopes.code, enumFiles) }));
  const plan = {
    model,
    entities,
    enums: new Map(enums.map((one) => [one.model.id, one])),
    entityOf: new Map<string, EntityPlan>(entities.map((one) => [one.entity.id, one])),
  };
  const routes = new RoutesBelow();
  const links = planLinks(plan.entityOf, scopes.code, routes);
  const related = planRelated(model, plan.entityOf, routes);
  const nested = planNested(entities, links, related, scopes.code);
  return {
    ...plan,
    entities: entities.map((one) => ({
      ...one,
      links: links.get(one.entity.id) ?? [],
      related: related.get(one.entity.id) ?? [],
      nested: nested.get(one.entity.id) ?? [],
    })),
  };
}

/** No path can hold a list or JSON: such a row cannot be asked for. */
function keyOf({ key }: EntityModel, columns: ColumnPlan[]): ColumnPlan[] {
  const found = (key?.fields ?? []).flatMap((id) => columns.filter(({ field }) => field.id === id));
  return found.some(({ field }) => field.list || field.type === 'json') ? [] : found;
}
