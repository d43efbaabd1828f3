import { leaveOutDefaults, type ServiceModel } from '@amplication/service-model';
import { listOf, named, NamesOf, recordOf } from './names-of';
import { only, ordered, orNothing, REST, type Tree } from './short';
import { treeOfEntity } from './tree-of-entity';

/** How a model is written. */
export interface WriteOptions {
  /**
   * Ids are written where the name does not give them, so that the text alone says all. `false` leaves them out: the
   * text is then read against the model that it was written from.
   */
  ids?: boolean;
}

/** A model in the text form: one mapping for the service, one for each entity. */
export interface ModelTree {
  service: Tree;
  entities: Tree[];
}

export function treeOf(model: ServiceModel, { ids = true }: WriteOptions = {}): ModelTree {
  const sparse = leaveOutDefaults(model);
  const names = new NamesOf(model, ids);
  return {
    service: serviceTree(recordOf(sparse), names),
    entities: model.entities.map((entity, index) =>
      treeOfEntity(recordOf(listOf(recordOf(sparse).entities)[index]), entity, names),
    ),
  };
}

function serviceTree(model: Record<string, unknown>, names: NamesOf): Tree {
  const { name, version, roles, enums, entities: _entities, ...rest } = model;
  return new Map<string, unknown>([
    ['service', name],
    ['version', version],
    ...Object.entries(rest),
    ...(roles === undefined ? [] : [['roles', named(roles, names, (role) => orNothing(role))] as const]),
    ...(enums === undefined ? [] : [['enums', named(enums, names, (one) => enumTree(one, names))] as const]),
  ]);
}

function enumTree(one: Tree, names: NamesOf): Tree {
  const values = listOf(one.get('values')).map((value) => {
    const { id, name, ...rest } = recordOf(value);
    const full: Tree = new Map([['name', name], ...names.id(id, String(name)), ...Object.entries(rest)]);
    return only(full, 'name');
  });
  return ordered([...one, ['values', values]], ['id', 'description', REST, 'values']);
}
