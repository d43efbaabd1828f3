import { posix } from 'node:path';
import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import ts from 'typescript';
import { textOf } from './source-edit';

/** The constants of a file, with the statement that declares each. */
export function constantsOf(
  source: ts.SourceFile,
): { name: string; value: ts.Expression; statement: ts.Statement }[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) =>
      statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        ts.isIdentifier(name) && initializer
          ? [{ name: name.text, value: withoutTypes(initializer), statement }]
          : [],
      ),
    );
}

/** The name of a property of an object literal; '' when it is computed. */
export function nameOf({ name }: ts.ObjectLiteralElementLike): string {
  return name && (ts.isStringLiteralLike(name) || ts.isIdentifier(name)) ? name.text : '';
}

/** The value of a property of an object literal. */
export function propertyOf(object: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
  return object.properties.filter(ts.isPropertyAssignment).find((property) => nameOf(property) === name)
    ?.initializer;
}

/** The first argument of a decorator that a class, a method or a parameter carries; null when it does not. */
export function decoratorArgument(node: ts.HasDecorators, name: string): ts.Expression | null | undefined {
  const calls = (ts.getDecorators(node) ?? [])
    .map(({ expression }) => expression)
    .filter(ts.isCallExpression);
  const call = calls.find(({ expression }) => expression.getText() === name);
  return call ? call.arguments[0] : null;
}

/** Where a name is imported from, as a path in the repository; null if it comes from a package or not at all. */
export function importedFile(source: ts.SourceFile, name: string): string | null {
  const declaration = source.statements.filter(ts.isImportDeclaration).find(({ importClause }) => {
    const bindings = importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings) && bindings.elements.some((one) => one.name.text === name);
  });
  const specifier = textOf(declaration?.moduleSpecifier);
  return specifier?.startsWith('.') ? `${posix.join(posix.dirname(source.fileName), specifier)}.ts` : null;
}

/** The file below a folder that declares and exports a name. */
export function exportingFile(tree: Tree, folder: string, name: string): string {
  const declaration = new RegExp(
    `^export (?:abstract |async )?(?:class|const|function|interface|type) ${name}\\b`,
    'm',
  );
  const found: string[] = [];
  visitNotIgnoredFiles(tree, folder, (path) => {
    if (path.endsWith('.ts') && declaration.test(tree.read(path, 'utf-8') ?? '')) found.push(path);
  });
  const [file] = found;
  if (file === undefined)
    throw new Error(`Nothing in ${folder} exports ${name}, which the generator builds on.`);
  return file.replaceAll('\\', '/');
}

/** How one file of a project imports another. */
export function specifierFrom(file: string, imported: string): string {
  const path = posix.relative(posix.dirname(file), imported).replace(/\.ts$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}

function withoutTypes(expression: ts.Expression): ts.Expression {
  return ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression)
    ? withoutTypes(expression.expression)
    : expression;
}
