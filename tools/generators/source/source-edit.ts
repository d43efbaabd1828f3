import type { Tree } from '@nx/devkit';
import ts from 'typescript';

type Specifier = ts.ImportSpecifier | ts.ExportSpecifier;

/**
 * A file of the tree, to which text is added at places found by its syntax. What is there already is not touched;
 * nothing is written before `save`.
 */
export class SourceEdit {
  readonly source: ts.SourceFile;
  private readonly text: string;
  private readonly insertions: { at: number; text: string }[] = [];

  constructor(
    private readonly tree: Tree,
    readonly path: string,
  ) {
    const text = tree.read(path, 'utf-8');
    if (text === null) throw new Error(`There is no ${path} in this checkout, which the generator adds to.`);
    this.text = text;
    this.source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  }

  insert(at: number, text: string): void {
    this.insertions.push({ at, text });
  }

  /** Adds a statement after another one. */
  addAfter(statement: ts.Node, text: string): void {
    this.insert(statement.getEnd(), `\n${text}`);
  }

  /** Adds a statement at the end. */
  append(text: string): void {
    this.insert(this.text.length, `\n${text}\n`);
  }

  /** Adds an element of a list, or a property of an object, after another one. */
  addElementAfter(element: ts.Node, text: string): void {
    this.insert(element.getEnd(), `,\n${text}`);
  }

  /** Adds a method or a field at the end of a class. */
  addMember(declaration: ts.ClassDeclaration, text: string): void {
    this.insert(declaration.getEnd() - 1, `\n${text}\n`);
  }

  /** Imports names from a module, those that are not imported yet. A name may be written `type Name`. */
  addImports(names: readonly string[], from: string): void {
    const declarations = this.source.statements
      .filter(ts.isImportDeclaration)
      .filter(({ moduleSpecifier }) => textOf(moduleSpecifier) === from);
    const known = new Set(declarations.flatMap(namedImports).map(({ name }) => name.text));
    const missing = names.filter((name) => !known.has(bareName(name)));
    if (missing.length === 0) return;
    const areTypes = missing.every((name) => name.startsWith('type '));
    const fitting = declarations.find(
      (declaration) =>
        namedImports(declaration).length > 0 && (areTypes || !declaration.importClause?.isTypeOnly),
    );
    if (fitting) {
      const { isTypeOnly = false } = fitting.importClause ?? {};
      this.addSpecifiers(namedImports(fitting), isTypeOnly ? missing.map(bareName) : missing);
    } else this.addImportDeclaration(missing, from);
  }

  /** Adds names to an export that has names already. */
  addExports(names: readonly string[], from: string): void {
    const found = this.source.statements
      .filter(ts.isExportDeclaration)
      .find(({ moduleSpecifier }) => moduleSpecifier && textOf(moduleSpecifier) === from);
    if (!found?.exportClause || !ts.isNamedExports(found.exportClause))
      throw new Error(`${this.path} exports no names from '${from}', so there is no place to add to.`);
    this.addSpecifiers(found.exportClause.elements, names);
  }

  save(): void {
    const ordered = this.insertions.toSorted((a, b) => b.at - a.at || this.isLater(a, b));
    this.tree.write(
      this.path,
      ordered.reduce((text, { at, text: added }) => text.slice(0, at) + added + text.slice(at), this.text),
    );
  }

  /** Of two insertions at one place the one that was asked for first comes to stand first. */
  private isLater(a: { at: number; text: string }, b: { at: number; text: string }): number {
    return this.insertions.indexOf(b) - this.insertions.indexOf(a);
  }

  /** Each before the first name that is greater, so that a sorted list stays sorted. */
  private addSpecifiers(specifiers: readonly Specifier[], names: readonly string[]): void {
    for (const name of names.toSorted(inAlphabet)) {
      const next = specifiers.find((specifier) => inAlphabet(specifier.name.text, bareName(name)) > 0);
      if (next) this.insert(next.getStart(), `${name}, `);
      else this.insert(specifiers.at(-1)?.getEnd() ?? 0, `, ${name}`);
    }
  }

  private addImportDeclaration(names: readonly string[], from: string): void {
    const types = names.every((name) => name.startsWith('type '));
    const listed = types ? names.map(bareName) : names;
    const text = `import ${types ? 'type ' : ''}{ ${listed.join(', ')} } from '${from}';`;
    const last = this.source.statements.filter(ts.isImportDeclaration).at(-1);
    if (last) this.addAfter(last, text);
    else this.insert(0, `${text}\n\n`);
  }
}

const bareName = (name: string) => name.replace(/^type /, '');

function inAlphabet(a: string, b: string): number {
  const [left, right] = [bareName(a).toLowerCase(), bareName(b).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}

function namedImports({ importClause }: ts.ImportDeclaration): readonly ts.ImportSpecifier[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}

/** The text of a string literal; null for any other expression. */
export function textOf(expression: ts.Node | undefined): string | null {
  return expression && ts.isStringLiteralLike(expression) ? expression.text : null;
}
