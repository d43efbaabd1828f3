/** A team's change to what it was given, as a person makes it in an editor. */
export interface TeamEdit {
  name: string;
  /**
   * What of the model its own lines name: `Order`, `Product.stock`, `OrderStatus.cancelled`. The lines that were
   * delivered do not count.
   */
  uses?: readonly string[];
  make(draft: Draft): void;
}

/** Files being edited. Whatever is not where an edit expects it ends the edit: it would prove nothing. */
export class Draft {
  readonly changed = new Map<string, string>();

  constructor(private readonly delivered: ReadonlyMap<string, string>) {}

  read(path: string): string {
    const text = this.changed.get(path) ?? this.delivered.get(path);
    if (text === undefined) throw new Error(`There is no ${path} to be edited`);
    return text;
  }

  /** A file of the team's own. */
  create(path: string, text: string): void {
    if (this.changed.has(path) || this.delivered.has(path)) throw new Error(`There is a ${path} already`);
    this.changed.set(path, text);
  }

  rewrite(path: string, change: (text: string) => string): void {
    const before = this.read(path);
    const after = change(before);
    if (after === before) throw new Error(`Nothing of ${path} has changed`);
    this.changed.set(path, after);
  }

  replace(path: string, from: string | RegExp, to: string): void {
    this.rewrite(path, (text) => text.replace(from, () => to));
  }

  /** Imports, below those that are there. */
  imports(path: string, ...lines: string[]): void {
    this.rewrite(path, (text) => {
      const end = /(?:^import [\s\S]*?;\n)+/m.exec(text);
      if (end === null) throw new Error(`Nothing is imported in ${path}`);
      const at = end.index + end[0].length;
      return `${text.slice(0, at)}${lines.map((line) => `import ${line};\n`).join('')}${text.slice(at)}`;
    });
  }

  /** Members, as the last ones of the file's class. */
  members(path: string, code: string): void {
    this.rewrite(path, (text) =>
      text.replace(/( \{)?\}\n$/, (_end, empty?: string) => `${empty ? ' {' : ''}\n${code}}\n`),
    );
  }

  /** What the constructor gets besides. */
  injects(path: string, ...parameters: string[]): void {
    this.rewrite(path, (text) =>
      text.replace(/constructor\(([^)]*)\)/, (_all, first: string) => {
        const all = [first, ...parameters].map((parameter) => `    ${parameter},\n`);
        return `constructor(\n${all.join('')}  )`;
      }),
    );
  }
}
