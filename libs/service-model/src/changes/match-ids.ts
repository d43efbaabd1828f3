/**
 * The id that each new thing takes: that of the known one which is alike by the first likeness, else by the next, and so
 * on. What is like none keeps its own, unless a known thing has it, for it would be mistaken for that.
 */
export function matchIds<T extends { id: string }>(
  known: readonly T[],
  fresh: readonly T[],
  likenesses: readonly ((one: T) => string | null)[],
): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const likeness of likenesses) {
    // What is alike several times is paired in its order.
    const waiting = new Map<string, string[]>();
    for (const one of known) {
      const key = likeness(one);
      if (key === null || taken.has(one.id)) continue;
      const alike = waiting.get(key);
      if (alike) alike.push(one.id);
      else waiting.set(key, [one.id]);
    }
    for (const one of fresh) {
      const key = likeness(one);
      const id = key === null || ids.has(one.id) ? undefined : waiting.get(key)?.shift();
      if (id === undefined) continue;
      ids.set(one.id, id);
      taken.add(id);
    }
  }
  const occupied = new Set([...known.map(({ id }) => id), ...taken]);
  for (const { id } of fresh) {
    if (ids.has(id)) continue;
    const free = freeId(id, occupied);
    ids.set(id, free);
    occupied.add(free);
  }
  return ids;
}

/** The id itself, or the first with a number behind it that nothing else has. */
export function freeId(wanted: string, occupied: { has(id: string): boolean }): string {
  if (!occupied.has(wanted)) return wanted;
  let number = 2;
  while (occupied.has(`${wanted.slice(0, LONGEST)}-${number}`)) number += 1;
  return `${wanted.slice(0, LONGEST)}-${number}`;
}

/** Leaves room for the number within the length of an id. */
const LONGEST = 90;
