import { isRecord } from '@amplication/foundation';
import type { EntityModel, ServiceModel } from '@amplication/service-model';
import { idOf } from '../names';
import type { Tree } from './short';

/** What the ids of a model are called. */
export class NamesOf {
  private readonly things: Map<string, string>;
  private readonly entities: Map<string, EntityModel>;
  private readonly members = new Map<string, Map<string, string>>();

  constructor(
    model: ServiceModel,
    private readonly ids: boolean,
  ) {
    const { roles, enums, entities } = model;
    this.things = new Map([
      ...roles.map(({ id, name }): [string, string] => [`role ${id}`, name]),
      ...enums.map(({ id, name }): [string, string] => [`enum ${id}`, name]),
    ]);
    this.entities = new Map(entities.map((entity) => [entity.id, entity]));
    for (const { id, fields, relations } of entities)
      this.members.set(id, new Map([...fields, ...relations].map((one) => [one.id, one.name])));
  }

  role = (id: unknown) => this.things.get(`role ${String(id)}`) ?? String(id);
  enum = (id: unknown) => this.things.get(`enum ${String(id)}`) ?? String(id);
  entity = (id: unknown) => this.entities.get(String(id))?.name ?? String(id);
  member = (entityId: string, id: unknown) => this.members.get(entityId)?.get(String(id)) ?? String(id);

  /** The id, where it is to be written for something of this name. */
  id(id: unknown, name: string): [string, unknown][] {
    return this.ids && id !== idOf(name) ? [['id', id]] : [];
  }
}

/** A list of things with names as a mapping by name. */
export function named(things: unknown, names: NamesOf, shape: (tree: Tree) => unknown): Tree {
  return new Map(
    listOf(things).map((thing) => {
      const { id, name, ...rest } = recordOf(thing);
      return [String(name), shape(new Map([...names.id(id, String(name)), ...Object.entries(rest)]))];
    }),
  );
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
