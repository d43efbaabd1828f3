import { own } from '@amplication/foundation';
import type { TextNode } from '../source/text-node';

/**
 * What is said of a thing, by name. `short` is the part that alone may stand for all: `email: text` is
 * `email: { type: text }`.
 */
export function partsOf(node: TextNode, short: string | null): ReadonlyMap<string, TextNode> {
  if (node.isMap) return node.entries();
  if (node.isEmpty) return new Map();
  if (short !== null) return new Map([[short, node]]);
  node.refuse('must be a mapping');
  return new Map();
}

/** How one part of the text becomes one of the model: its name there, and its value. */
export type Shape = (node: TextNode) => readonly [string, unknown] | null;

/** Parts of the text as parts of a model. What has no shape of its own is taken as it is. */
export function shaped(
  parts: ReadonlyMap<string, TextNode>,
  shapes: Readonly<Record<string, Shape>>,
): Record<string, unknown> {
  return Object.fromEntries(
    [...parts].flatMap(([key, node]) => {
      const shape = own(shapes, key);
      const made = shape ? shape(node) : ([key, node.plain()] as const);
      return made === null ? [] : [made];
    }),
  );
}

/** A part that says what is known by now. */
export const done: Shape = () => null;

/** A part that the model has under this name and the text has not. */
export const unknown: Shape = (node) => {
  node.refuse('is not known here');
  return null;
};

/** Names of a list; what is no name is refused. */
export function namesOf(node: TextNode): { name: string; node: TextNode }[] {
  if (!node.isList) {
    node.refuse('must be a list of names');
    return [];
  }
  return node.items().flatMap((item) => {
    const name = item.written;
    if (name !== null) return [{ name, node: item }];
    item.refuse('must be a name');
    return [];
  });
}

/** Entries of a list; nothing is a list without any. */
export function listOf(node: TextNode): TextNode[] {
  if (!node.isList && !node.isEmpty) node.refuse('must be a list');
  return node.items();
}
