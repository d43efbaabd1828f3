import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The README of a lib, as far as it can be checked. */
export interface LibReadme {
  lib: string;
  /** The first block of TypeScript; null without a README or without a block. */
  example: string | null;
  /** The names at the start of each line of its section "Surface". */
  surface: string[];
}

/** Reads the README of one lib. */
export function readReadme(lib: string, text: string): LibReadme {
  const surface = /^## Surface\n([^]*?)(?=^## |(?![^]))/m.exec(text)?.[1] ?? '';
  const entries = [...surface.matchAll(/^- (.*?): /gm)].map(([, names = '']) => names);
  return {
    lib,
    example: /^```ts\n([^]*?)^```$/m.exec(text)?.[1] ?? null,
    surface: entries.flatMap((names) => [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)),
  };
}

/** The READMEs of all libs; one that is missing has neither example nor surface. */
export function libReadmes(root: string): LibReadme[] {
  return readdirSync(join(root, 'libs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const file = join(root, 'libs', name, 'README.md');
      return readReadme(name, existsSync(file) ? readFileSync(file, 'utf8') : '');
    });
}

/**
 * What is wrong with the READMEs, by lib: errors of the examples, which are compiled against the real libs in one
 * program with the repository's settings, and names of the surface that the lib does not export.
 */
export function findReadmeProblems(root: string, readmes: readonly LibReadme[]): Map<string, string[]> {
  const examples = new Map(readmes.map((readme) => [join(root, 'libs', readme.lib, 'README.ts'), readme]));
  const program = programWith(root, examples);
  return new Map(
    [...examples].map(([file, readme]) => [
      readme.lib,
      [
        ...missing(readme),
        ...compileErrors(program, file),
        ...unknownNames(program, join(root, 'libs', readme.lib, 'src/index.ts'), readme.surface),
      ],
    ]),
  );
}

function programWith(root: string, examples: ReadonlyMap<string, LibReadme>): ts.Program {
  const path = join(root, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path, ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const textOf = (file: string) => examples.get(file)?.example;
  const onDisk = { readFile: host.readFile, fileExists: host.fileExists, getSourceFile: host.getSourceFile };
  host.readFile = (file) => textOf(file) ?? onDisk.readFile(file);
  host.fileExists = (file) => examples.has(file) || onDisk.fileExists(file);
  host.getSourceFile = (file, language, ...rest) => {
    const text = textOf(file);
    if (text != null) return ts.createSourceFile(file, text, language);
    return examples.has(file) ? undefined : onDisk.getSourceFile(file, language, ...rest);
  };
  const roots = [...examples].flatMap(([file, { example, lib }]) => [
    ...(example === null ? [] : [file]),
    join(root, 'libs', lib, 'src/index.ts'),
  ]);
  return ts.createProgram(roots, options, host);
}

function missing({ lib, example, surface }: LibReadme): string[] {
  return [
    ...(example === null ? ['has no README.md with a block of TypeScript'] : []),
    ...(example?.includes(`from '@amplication/${lib}'`) === false
      ? ['has an example that does not import it']
      : []),
    ...(surface.length === 0 ? ['has no section "Surface"'] : []),
  ];
}

function compileErrors(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(file);
  if (!source) return [];
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ start = 0, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      return `line ${line} of the example: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    },
  );
}

function unknownNames(program: ts.Program, index: string, names: readonly string[]): string[] {
  const source = program.getSourceFile(index);
  const checker = program.getTypeChecker();
  const symbol = source && checker.getSymbolAtLocation(source);
  const exported = new Set(symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : []);
  return names.filter((name) => !exported.has(name)).map((name) => `does not export ${name}`);
}
