/**
 * The ids of two lists in one order: that of `main`, in which each id that only `other` has follows the one before it
 * there.
 */
export function woven(main: readonly string[], other: readonly string[]): string[] {
  const known = new Set(main);
  const followers = new Map<string | null, string[]>();
  let before: string | null = null;
  for (const id of other) {
    if (known.has(id)) before = id;
    else followers.set(before, [...(followers.get(before) ?? []), id]);
  }
  return [...(followers.get(null) ?? []), ...main.flatMap((id) => [id, ...(followers.get(id) ?? [])])];
}

/** Whether what two lists share stands in the same order in both. */
export function inSameOrder(a: readonly string[], b: readonly string[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)];
  const [left, right] = [a.filter((id) => inB.has(id)), b.filter((id) => inA.has(id))];
  return left.every((id, index) => id === right[index]);
}
