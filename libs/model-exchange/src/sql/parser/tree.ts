import type { Node } from 'libpg-query';

/** The text of a node that is a name; '' for any other. */
export const nameOf = (node: Node | undefined): string =>
  node && 'String' in node ? (node.String.sval ?? '') : '';

/** The texts of nodes that are names. */
export const namesOf = (nodes: readonly Node[] | undefined): string[] => (nodes ?? []).map(nameOf);

/** The nodes of a list. */
export const itemsOf = (node: Node | undefined): Node[] =>
  node && 'List' in node ? (node.List.items ?? []) : [];

/** The text of a constant; null for what is none. */
export function textOf(node: Node | undefined): string | null {
  if (!node) return null;
  if ('TypeCast' in node) return textOf(node.TypeCast.arg);
  return 'A_Const' in node && node.A_Const.sval ? (node.A_Const.sval.sval ?? '') : null;
}

/** The number of a constant, as it is written. */
export function numberOf(node: Node | undefined): string | null {
  if (!node) return null;
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '0';
  if (!('A_Const' in node)) return null;
  const { ival, fval } = node.A_Const;
  return ival ? String(ival.ival ?? 0) : (fval?.fval ?? null);
}

/** Goes through a tree, from the outside in. */
export function walk(tree: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(tree)) {
    for (const item of tree) walk(item, visit);
  } else if (typeof tree === 'object' && tree !== null) {
    const node: Record<string, unknown> = { ...tree };
    visit(node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}
