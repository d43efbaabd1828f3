/** One thing that is wrong with a model, and where: `entities[0].fields[2].name`. */
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

  /** Adds `message` at every path whose key was taken already by an earlier one. */
  duplicates(
    keys: Iterable<{ key: string; path: string }>,
    message: (key: string, taken: string) => string,
  ): void {
    const first = new Map<string, string>();
    for (const { key, path } of keys) {
      const taken = first.get(key);
      if (taken === undefined) first.set(key, path);
      else this.add(path, message(key, taken));
    }
  }
}
