import { importLine } from './layout';

/** What a file imports, gathered while it is written. Node.js finds a file of ES modules by its whole name only. */
export class Imports {
  private readonly modules = new Map<string, Set<string>>();

  /** Notes that `names` of `from` are used. A name may be `type Something`. */
  add(from: string, ...names: string[]): void {
    const known = this.modules.get(from) ?? new Set();
    for (const name of names) known.add(name);
    this.modules.set(from, known);
  }

  /** Packages first, then what is further away. */
  toString(): string {
    return [...this.modules]
      .sort(([a], [b]) => distance(a) - distance(b) || (a < b ? -1 : 1))
      .map(([from, names]) => importLine(names, from.startsWith('.') ? `${from}.js` : from))
      .join('');
  }
}

const distance = (from: string) => (from.startsWith('./') ? 2 : from.startsWith('.') ? 1 : 0);
