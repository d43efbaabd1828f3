declare const free: unique symbol;

/** A name that nothing else in its scope has. Only a {@link Scope} makes one, so none is written without being asked for. */
export type Name = string & { readonly [free]: true };

/**
 * Where names must differ: the classes of a service, the files of a folder, the properties of a class. Whoever comes
 * first has the name that it wants; the next one gets a number behind it.
 */
export class Scope {
  private readonly taken = new Set<string>();

  /** @param fold what makes two spellings one name; files are one where only case tells them apart */
  constructor(
    reserved: Iterable<string> = [],
    private readonly fold: (name: string) => string = (name) => name,
  ) {
    for (const name of reserved) this.taken.add(fold(name));
  }

  /** The name that is wanted, or the first free one that begins with it. */
  take(wanted: string, separator = ''): Name {
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? wanted : `${wanted}${separator}${count}`;
      if (this.claim(name)) return name;
    }
  }

  private claim(name: string): name is Name {
    const key = this.fold(name);
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}

export const ignoringCase = (name: string) => name.toLowerCase();
