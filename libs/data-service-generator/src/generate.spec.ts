import { jest } from '@jest/globals';
import { readModelFiles } from '@amplication/model-text';
import { type ServiceModel, parseServiceModel } from '@amplication/service-model';
import { entity, field, model as modelOf, randomModel } from '@amplication/service-model/testing';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { check } from 'prettier';
import ts from 'typescript';
import { generate } from './generate';
import { OWN_NAMES } from './names/own-names';
import type { GeneratedFile } from './render/generated-file';
import { EVERY_CONSTRUCT } from '../test/support/models';
import { runtimeFiles, supportFiles } from './runtime/runtime-files';
import { sampleModel } from './sample/sample-model';

// Compilers are slow where everything runs at once.
jest.setTimeout(60_000);

const RUNS = proofRuns({ sample: 10, whole: 1_000 });

const contents = (model: ServiceModel) =>
  new Map(generate(model).map(({ path, content }) => [path, content]));

/** Files that are right, by their text: most are the same for every model. */
const RIGHT = new Set<string>();

/** Syntax errors of a TypeScript file. */
function syntaxErrors({ path, content }: GeneratedFile): string[] {
  if (RIGHT.has(content)) return [];
  const { diagnostics = [] } = ts.transpileModule(content, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, experimentalDecorators: true },
  });
  if (diagnostics.length === 0) RIGHT.add(content);
  return diagnostics.map(
    (diagnostic) => `${path}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
  );
}

/** What is the same in every service, and so knows no model. */
const RUNTIME = new Set([...runtimeFiles(), ...supportFiles()].map(({ path }) => path));
const isOfEveryService = (path: string) => RUNTIME.has(path);

const isCode = ({ path }: GeneratedFile) => path.endsWith('.ts');

async function unformatted(files: readonly GeneratedFile[]): Promise<string[]> {
  const found: string[] = [];
  for (const { path, content } of files)
    // What is the same in every service is formatted where it stands.
    if (!isOfEveryService(path) && /\.(?:ts|json|md|ya?ml)$/.test(path) && !path.startsWith('.amplication/'))
      if (!(await check(content, { filepath: path, singleQuote: true, printWidth: 110 }))) found.push(path);
  return found;
}

describe('generate', () => {
  it('writes these files for the sample', () => {
    expect(generate(sampleModel()).map(({ path }) => path)).toMatchSnapshot();
  });

  it('writes a migration that reads like this', () => {
    expect(contents(sampleModel()).get('migrations/0000_model.sql')).toMatchSnapshot();
  });

  it.each([
    ['the sample', sampleModel()],
    ['every construct', parseServiceModel(EVERY_CONSTRUCT)],
  ])('formats %s as Prettier would', async (_what, model) => {
    expect(await unformatted(generate(model))).toEqual([]);
  });

  it('gives valid TypeScript, JSON and paths for any model, and the same bytes again', () => {
    fc.assert(
      fc.property(randomModel(), (model) => {
        const files = generate(model);
        expect(files.filter(isCode).flatMap(syntaxErrors)).toEqual([]);
        const paths = files.map(({ path }) => path);
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
        expect(paths.filter((path) => !/^(?!.*\.\.)[\w.-]+(?:\/[\w.-]+)*$/.test(path))).toEqual([]);
        for (const { path, content } of files) {
          expect(content.endsWith('\n')).toBe(true);
          expect(Buffer.from(content).toString()).toBe(content);
          if (path.endsWith('.json')) expect(JSON.parse(content)).toBeInstanceOf(Object);
        }
        expect(generate(structuredClone(model))).toEqual(files);
      }),
      { numRuns: RUNS },
    );
  });

  it('lets no text of the model become code', () => {
    const nasty = '*/ process.exit(1); /* `${process.exit(1)}` \'"\\ \u2028 process.exit(1)';
    const model = parseServiceModel(
      modelOf(
        [
          entity('Thing', { description: nasty }, [
            field('a', 'text', { description: nasty, default: { kind: 'literal', value: nasty } }),
            field('b', 'text', { pattern: '^[/\'"`]*/[$][{]x[}]$' }),
            field('c', 'enum', { enumId: 'e', description: nasty }),
          ]),
        ],
        {
          name: nasty.slice(0, 90),
          description: nasty,
          enums: [
            {
              id: 'e',
              name: 'E',
              description: nasty,
              values: [{ id: 'v', name: nasty.slice(0, 60), label: nasty, description: nasty }],
            },
          ],
        },
      ),
    );
    const files = generate(model);
    expect(files.filter(isCode).flatMap(syntaxErrors)).toEqual([]);
    for (const { path, content } of files.filter(isCode))
      if (!isOfEveryService(path)) expect([path, identifiers(content).has('process')]).toEqual([path, false]);
  });

  it('writes the model as text, which is read as the same model', () => {
    fc.assert(
      fc.property(randomModel(), (model) => {
        const folder = '.amplication/model/';
        const texts = generate(model).filter(({ path }) => path.startsWith(folder) && path.endsWith('.yaml'));
        const { model: read } = readModelFiles(
          texts.map(({ path, content }) => ({ path: path.slice(folder.length), text: content })),
        );
        expect(read).toEqual(model);
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps the diff of a new field to the files of its entity', () => {
    const before = contents(sampleModel());
    const model = structuredClone(sampleModel());
    const copied = model.entities[0]?.fields.find(({ name }) => name === 'phone');
    if (copied) model.entities[0]?.fields.push({ ...copied, id: 'vat', name: 'vatNumber' });
    const changed = [...contents(model)].flatMap(([path, content]) =>
      before.get(path) === content ? [] : [path],
    );
    expect(changed).toEqual([
      '.amplication/model/Customer.yaml',
      'migrations/0000_model.sql',
      'src/generated/customers/columns.ts',
      'src/generated/customers/dto/create-customer.dto.ts',
      'src/generated/customers/dto/customer.dto.ts',
      'src/generated/customers/dto/customer.filters.ts',
      'src/generated/customers/list.ts',
      'src/generated/customers/seed.ts',
      'test/generated/customers.test.ts',
      'test/generated/rows/customers.ts',
    ]);
  });

  it('touches no other entity when one is added', () => {
    const before = contents(sampleModel());
    const added = parseServiceModel(modelOf([entity('Shelf', { pluralName: 'Shelves' })])).entities;
    const model = { ...sampleModel(), entities: [...sampleModel().entities, ...added] };
    const changed = [...contents(model)].flatMap(([path, content]) =>
      before.has(path) && before.get(path) !== content ? [path] : [],
    );
    expect(changed).toEqual([
      '.amplication/model/service.yaml',
      'README.md',
      'migrations/0000_model.sql',
      'src/generated/modules.ts',
      'src/generated/permissions.ts',
      'src/generated/repositories.module.ts',
      'src/generated/seed/plan.ts',
    ]);
  });

  it('writes no file that Windows takes for a device', () => {
    const entities = ['Prn', 'aux', 'COM1'].map((name) => entity(name, { pluralName: name }));
    const model = parseServiceModel(modelOf(entities));
    const paths = generate(model).map(({ path }) => path.toLowerCase());
    expect(paths.filter((path) => /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/.test(path))).toEqual(
      [],
    );
  });

  it('works without any entity', () => {
    const files = generate(parseServiceModel(modelOf([])));
    expect(files.filter(isCode).flatMap(syntaxErrors)).toEqual([]);
  });

  it('gives entities names of their own beside each other', () => {
    const names = ['Document', 'DocumentPage', 'Database', 'Health', 'App', 'Post', 'Client', 'Test'];
    const plurals: Record<string, string> = { Database: 'Database', Health: 'Health', App: 'App' };
    const entities = names.map((name) => entity(name, { pluralName: plurals[name] ?? null }));
    const declared = generate(parseServiceModel(modelOf(entities)))
      .filter((file) => isCode(file) && !isOfEveryService(file.path))
      .flatMap(({ content }) =>
        [...content.matchAll(/^export (?:class|const|type) (\w+)/gm)].map(([, name]) => name),
      );
    const repeated = declared.filter((name, index) => declared.indexOf(name) < index);
    expect(repeated).toEqual([]);
  });

  it('knows every name of its own that a name made of a model could be', () => {
    const own = new Set(
      generate(parseServiceModel(modelOf([])))
        .filter((file) => isCode(file) && file.path.startsWith('src/'))
        .flatMap(declaredOrImported),
    );
    for (const file of generate(parseServiceModel(EVERY_CONSTRUCT)).filter(isCode))
      for (const name of importedFromPackages(file)) own.add(name);
    expect(own.size).toBeGreaterThan(80);
    const form =
      /^(?:to[A-Z].*Dto|relate[A-Z].*|.+(?:Row|Dto|Key|Filters|List|Permissions|Scope|Columns|Place|Tag|Nested|Related|Controller(?:Base)?|Service(?:Base)?|Repository|Module|Table|Value|Enum|_VALUES|_STORED|_ROUTE))$/;
    expect([...own].filter((name) => form.test(name) && !OWN_NAMES.has(name))).toEqual([]);
  });
});

const sourceOf = ({ path, content }: GeneratedFile) =>
  ts.createSourceFile(path, content, ts.ScriptTarget.ES2022);

/** The names that a file imports, from wherever `isWanted` says. */
const imported = (file: GeneratedFile, isWanted: (from: string) => boolean): string[] =>
  sourceOf(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    return isWanted(statement.moduleSpecifier.text) && bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map((element) => element.name.text)
      : [];
  });

const importedFromPackages = (file: GeneratedFile) => imported(file, (from) => !from.startsWith('.'));

const declaredOrImported = (file: GeneratedFile): string[] => [
  ...imported(file, () => true),
  ...sourceOf(file).statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      );
    const isNamed =
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isFunctionDeclaration(statement);
    return isNamed && statement.name ? [statement.name.text] : [];
  }),
];

/** The names in a file; those in texts and comments are none. */
function identifiers(content: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', content, ts.ScriptTarget.ES2022, true));
  return found;
}
