import type { EntityOutline, Outline, Thing } from './outline';
import type { TextNode } from '../source/text-node';

/** Stands where a name names nothing, which has been said by then. */
export const NOTHING_OF_THAT_NAME = 'nothing-of-that-name';

/** Finds what parts of a text name. */
export class References {
  private readonly roles: ReadonlyMap<string, string>;
  private readonly enums: ReadonlyMap<string, string>;
  private readonly entities: ReadonlyMap<string, EntityOutline>;
  private readonly members: ReadonlyMap<EntityOutline, ReadonlyMap<string, string>>;

  constructor({ roles, enums, entities }: Outline) {
    this.roles = idsOf(roles);
    this.enums = idsOf(enums);
    this.entities = new Map(entities.map((entity) => [entity.name, entity]));
    this.members = new Map(
      entities.map((entity) => [entity, idsOf([...entity.relations, ...entity.fields])]),
    );
  }

  role(node: TextNode): string {
    return this.find(node, 'role of this service', (name) => this.roles.get(name), this.roles);
  }

  enum(node: TextNode): string {
    return this.find(node, 'enum of this service', (name) => this.enums.get(name), this.enums);
  }

  entity(node: TextNode): string {
    return this.find(node, 'entity of this service', (name) => this.entities.get(name)?.id, this.entities);
  }

  entityNamed(name: string | null): EntityOutline | null {
    return name === null ? null : (this.entities.get(name) ?? null);
  }

  /** A field or relation; of an entity that is not there nothing is asked for. */
  member(node: TextNode, entity: EntityOutline | null): string {
    const known = entity ? this.members.get(entity) : undefined;
    if (!entity || !known) return NOTHING_OF_THAT_NAME;
    return this.find(node, `field or relation of ${entity.name}`, (name) => known.get(name), known);
  }

  private find(
    node: TextNode,
    what: string,
    idOf: (name: string) => string | undefined,
    known: ReadonlyMap<string, unknown>,
  ): string {
    const name = node.written;
    const id = name === null ? undefined : idOf(name);
    if (id !== undefined) return id;
    const alike = [...known.keys()].find((one) => one.toLowerCase() === name?.toLowerCase());
    if (name === null) node.refuse(`must be the name of a ${what}`);
    else node.refuse(`names no ${what}: ${name}${alike === undefined ? '' : ` (there is ${alike})`}`);
    return NOTHING_OF_THAT_NAME;
  }
}

const idsOf = (things: readonly Thing[]) => new Map(things.map(({ name, id }) => [name, id]));
