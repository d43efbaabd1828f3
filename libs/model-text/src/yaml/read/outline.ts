import type { EntityModel, ServiceModel } from '@amplication/service-model';
import { idOf } from '../names';
import { assignIds, knownByName } from './ids';
import { partsOf } from './parts';
import type { TextNode } from '../source/text-node';

/** A thing of a text that has a name and, by now, an id. */
export interface Thing {
  id: string;
  name: string;
  /** Where it stands. */
  node: TextNode;
  /** What is said of it, by name. */
  parts: ReadonlyMap<string, TextNode>;
}

export interface EntityOutline extends Thing {
  fields: Thing[];
  relations: Thing[];
  /** What it was before; null for a new one. */
  current: EntityModel | null;
}

export interface EnumOutline extends Thing {
  values: Thing[];
}

/** Everything of a text that has a name, so that parts can name each other whatever comes first. */
export interface Outline {
  roles: Thing[];
  enums: EnumOutline[];
  entities: EntityOutline[];
}

/** Against what a text is read. */
export interface Against {
  current: ServiceModel | null;
  /** Whether an id that a name gives may be one that the current model has for something of another name. */
  trustNames: boolean;
}

export function outlineOf(
  service: ReadonlyMap<string, TextNode>,
  entities: readonly TextNode[],
  { current, trustNames }: Against,
): Outline {
  const named = (found: Found[], known: readonly { id: string; name: string }[]) =>
    withIds(found, known, trustNames);
  return {
    roles: named(foundIn(service.get('roles'), null), current?.roles ?? []),
    enums: named(foundIn(service.get('enums'), null), current?.enums ?? []).map((one) => ({
      ...one,
      values: named(
        valuesIn(one.parts.get('values')),
        current?.enums.find(({ id }) => id === one.id)?.values ?? [],
      ),
    })),
    entities: named(entities.map(entityFound), current?.entities ?? []).map((one) => {
      const known = current?.entities.find(({ id }) => id === one.id) ?? null;
      const fields = foundIn(one.parts.get('fields'), 'type');
      const members = named(
        [...fields, ...foundIn(one.parts.get('relations'), 'to')],
        known ? [...known.fields, ...known.relations] : [],
      );
      return {
        ...one,
        fields: members.slice(0, fields.length),
        relations: members.slice(fields.length),
        current: known,
      };
    }),
  };
}

interface Found {
  name: string;
  node: TextNode;
  parts: ReadonlyMap<string, TextNode>;
}

function withIds(
  found: readonly Found[],
  current: readonly { id: string; name: string }[],
  trustNames: boolean,
): Thing[] {
  const things = found.map(({ name, parts }) => ({
    name,
    id: parts.get('id')?.written ?? null,
    renamedFrom: parts.get('renamedFrom')?.written ?? null,
  }));
  const known = knownByName(things, current);
  const ids = assignIds(
    things.map(({ name, id, renamedFrom }, index) => ({
      said: id,
      known: known[index] ?? null,
      derived: idOf(renamedFrom ?? name),
    })),
    new Set(trustNames ? [] : current.map(({ id }) => id)),
  );
  return found.map((one, index) => ({ ...one, id: ids[index] ?? '' }));
}

/** The entries of a mapping by name, such as `fields`; `short` is the part that alone may stand for all. */
function foundIn(node: TextNode | undefined, short: string | null): Found[] {
  if (!node || node.isEmpty) return [];
  if (!node.isMap) node.refuse('must be a mapping by name');
  return [...node.entries()].map(([name, entry]) => ({ name, node: entry, parts: partsOf(entry, short) }));
}

/** Values of an enum are a list, since any text may be one. */
function valuesIn(node: TextNode | undefined): Found[] {
  if (!node || node.isEmpty) return [];
  if (!node.isList) node.refuse('must be a list of values');
  return node.items().map((entry) => {
    const parts = partsOf(entry, 'name');
    const name = parts.get('name')?.written ?? null;
    if (name === null && (parts.size > 0 || entry.isEmpty)) entry.refuse('must have a name');
    return { name: name ?? '', node: entry, parts };
  });
}

function entityFound(node: TextNode): Found {
  const parts = partsOf(node, null);
  return { name: parts.get('entity')?.written ?? '', node, parts };
}
