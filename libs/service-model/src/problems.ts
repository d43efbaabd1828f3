/** One thing that is wrong with a model, and where: `entities[0].fields[2].name`; '' is the whole. */
export interface ModelProblem {
  path: string;
  message: string;
}

/** Collects what is wrong, so that a person learns of everything at once. */
export class Problems {
  readonly list: ModelProblem[] = [];

  add(path: string, message: string): void {
    this.list.push({ path, message });
  }

  /** Adds what `say` makes of the earlier one for every entry whose key was taken already. */
  duplicates<T extends { path: string; key: string }>(
    entries: Iterable<T>,
    say: (entry: T, earlier: T) => string,
  ): void {
    const seen = new Map<string, T>();
    for (const entry of entries) {
      const earlier = seen.get(entry.key);
      if (earlier) this.add(entry.path, say(entry, earlier));
      else seen.set(entry.key, entry);
    }
  }
}
