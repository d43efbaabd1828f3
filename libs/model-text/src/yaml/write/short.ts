/** A mapping of the text form; a Map keeps any name as it is, `__proto__` and `1` included. */
export type Tree = Map<string, unknown>;

/** Something that may be written in full, or shorter where it says little. */
export class Short {
  constructor(
    readonly full: Tree,
    readonly short: unknown,
  ) {}
}

/** What has nothing but one of its parts is written as that part. */
export function only(full: Tree, part: string): Tree | Short {
  return full.size === 1 && full.has(part) ? new Short(full, full.get(part)) : full;
}

/** What says nothing but its name is written without a value. */
export const orNothing = (full: Tree): Tree | Short => (full.size === 0 ? new Short(full, null) : full);

/** The mapping in the order that people read it in; `rest` stands for all that is not named. */
export function ordered(entries: Iterable<readonly [string, unknown]>, order: readonly string[]): Tree {
  const given = new Map(entries);
  const rest = [...given.keys()].filter((key) => !order.includes(key));
  const keys = order.flatMap((key) => (key === REST ? rest : given.has(key) ? [key] : []));
  return new Map(keys.map((key) => [key, given.get(key)]));
}

export const REST = '…';

/** What a part of the text form says in full. */
export const fullOf = (value: unknown): unknown => (value instanceof Short ? value.full : value);

/** Whether two parts of the text form say the same. */
export const isSame = (one: unknown, other: unknown) =>
  JSON.stringify(plain(one)) === JSON.stringify(plain(other));

function plain(value: unknown): unknown {
  const full = fullOf(value);
  if (full instanceof Map) return [...full].map(([key, inner]) => [key, plain(inner)]);
  return Array.isArray(full) ? full.map(plain) : full;
}
