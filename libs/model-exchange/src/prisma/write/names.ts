/** A name as Prisma takes it: a letter first, then letters, digits and underscores. */
export function prismaName(name: string): string {
  const plain = name.replace(/\W/g, '_').replace(/^[_\d]+(?=[A-Za-z])/, '');
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain}`;
}

/** Names of one scope, each given once. */
export class Names {
  private readonly taken = new Set<string>();

  /** The name itself, or with a number where it is taken already. */
  give(wanted: string): string {
    const plain = prismaName(wanted);
    let name = plain;
    for (let number = 2; this.taken.has(name); number += 1) name = `${plain}${number}`;
    this.taken.add(name);
    return name;
  }
}

/** A text in quotes. */
export const quoted = (text: string): string => JSON.stringify(text);

/** `(map: "x", name: "y")` of those arguments that are there; nothing where none is. */
export function argumentList(args: readonly (string | null)[]): string {
  const given = args.filter((arg) => arg !== null);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/** Names of keys, uniques and indexes: Prisma wants each once in all, PostgreSQL once in each of its schemas. */
export class ConstraintNames {
  private readonly taken = new Set<string>();

  /** As `mapArgument`; a name that something has already gets a number. */
  map(name: string | null, made: string): string | null {
    const wanted = name ?? made;
    let free = wanted;
    for (let number = 2; this.taken.has(free); number += 1) free = `${wanted.slice(0, ROOM)}_${number}`;
    this.taken.add(free);
    return mapArgument(free, made);
  }
}

/** Leaves room for the number within the length of a name. */
const ROOM = 55;

/** `map: "x"` where the name is not the one that Prisma would give. */
export const mapArgument = (name: string | null, made: string): string | null =>
  name === null || name === made ? null : `map: ${quoted(name)}`;
