/** What is known of the id of one thing of a text. */
export interface WantedId {
  /** As the text says it. */
  said: string | null;
  /** Of the thing of the current model that is meant. */
  known: string | null;
  /** What the name gives. */
  derived: string;
}

/**
 * The id of each of some things that share a space of ids: what the text says, else what the current model has, else
 * what the name gives. `occupied` are ids of the current model that must not be mistaken for something new.
 */
export function assignIds(things: readonly WantedId[], occupied: ReadonlySet<string>): string[] {
  const taken = new Set(things.flatMap(({ said }) => said ?? []));
  const ids = things.map(({ said, known }) => {
    if (said !== null) return said;
    if (known === null || taken.has(known)) return null;
    taken.add(known);
    return known;
  });
  const isTaken = (id: string) => taken.has(id) || occupied.has(id);
  /** Where to go on for a name that many have, so that each number is tried once. */
  const numbers = new Map<string, number>();
  return ids.map((id, index) => {
    if (id !== null) return id;
    const { derived } = things[index] ?? { derived: '' };
    let free = derived;
    for (let number = numbers.get(derived) ?? 2; isTaken(free); number += 1) {
      free = `${derived}-${number}`;
      numbers.set(derived, number + 1);
    }
    taken.add(free);
    return free;
  });
}

/** A thing of a text that has a name. */
export interface NamedInText {
  name: string;
  id: string | null;
  renamedFrom: string | null;
}

/**
 * The known thing that each thing of a text is. What has been renamed is the one of the old name, unless the text has
 * that too.
 */
export function knownByName(
  things: readonly NamedInText[],
  current: readonly { id: string; name: string }[],
): (string | null)[] {
  const names = new Set(things.map(({ name }) => name));
  const byName = new Map(current.map(({ id, name }) => [name, id]));
  return things.map(({ name, renamedFrom }) => {
    const old = renamedFrom === null || names.has(renamedFrom) ? undefined : byName.get(renamedFrom);
    return old ?? byName.get(name) ?? null;
  });
}
