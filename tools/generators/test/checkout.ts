import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import ts from 'typescript';
import { REPOSITORY_ROOT } from '../../platform/paths';

/** The repository as it is on disk; what is written stays in memory. */
export const checkoutInMemory = (): Tree => new FsTree(REPOSITORY_ROOT, false);

/** The paths of what has been written and differs from the repository. */
export const changedPaths = (tree: Tree): string[] =>
  tree
    .listChanges()
    .map(({ path }) => path)
    .sort();

/** What tsc finds in the files that have been written, with the rest of the repository as it is on disk. */
export function typeErrors(tree: Tree): string[] {
  const changes = new Map(
    tree.listChanges().map(({ path, content }) => [join(tree.root, path), String(content)] as const),
  );
  const paths = [...changes.keys()];
  const disk = {
    readFile: (path: string) => changes.get(path) ?? ts.sys.readFile(path),
    fileExists: (path: string) => changes.has(path) || ts.sys.fileExists(path),
    directoryExists: (path: string) =>
      ts.sys.directoryExists(path) || paths.some((file) => file.startsWith(`${path}/`)),
  };
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(tree.root, 'tsconfig.json'), disk.readFile).config,
    { ...ts.sys, ...disk, readDirectory: () => [] },
    tree.root,
  );
  const program = ts.createProgram(
    paths.filter((file) => file.endsWith('.ts')),
    options,
    {
      ...ts.createCompilerHost(options),
      ...disk,
      getSourceFile: (file, language) => {
        const text = disk.readFile(file);
        return text === undefined ? undefined : ts.createSourceFile(file, text, language);
      },
    },
  );
  return program
    .getSourceFiles()
    .filter(({ fileName }) => changes.has(fileName))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
}
