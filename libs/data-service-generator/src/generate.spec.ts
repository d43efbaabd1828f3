import { jest } from '@jest/globals';
import fc from 'fast-check';
import { check } from 'prettier';
import ts from 'typescript';
import { generate } from './generate';
import { hostileModel, validModel } from './model/model-arbitrary.fixture';
import { kebabCase } from './model/names';
import { parseServiceModel } from './model/parse-service-model';
import { CLASS_NAMES } from './model/reserved-words';
import { sampleModel } from './model/sample-model';
import type { ServiceModel } from './model/service-model';
import type { GeneratedFile } from './render/generated-file';

// Compilers are slow where everything runs at once.
jest.setTimeout(60_000);

const contents = (model: ServiceModel) =>
  new Map(generate(model).map(({ path, content }) => [path, content]));

/** Syntax errors of a TypeScript file. */
function syntaxErrors({ path, content }: GeneratedFile): string[] {
  const { diagnostics = [] } = ts.transpileModule(content, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, experimentalDecorators: true },
  });
  return diagnostics.map(
    (diagnostic) => `${path}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`,
  );
}

/** Everything that a file does besides declaring: `process`, in the hostile texts, is never reached. */
function identifiers(content: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', content, ts.ScriptTarget.ES2022, true));
  return found;
}

describe('generate', () => {
  it('writes these files for the sample', () => {
    expect(generate(sampleModel()).map(({ path }) => path)).toMatchSnapshot();
  });

  it('writes a dozen files for each entity', () => {
    const perEntity = generate(sampleModel()).filter(({ path }) => path.startsWith('src/customers/'));
    expect(perEntity).toHaveLength(12);
  });

  it('writes a module, a migration and a controller that read like this', () => {
    const files = contents(sampleModel());
    for (const path of [
      'migrations/0000_model.sql',
      'src/orders/orders.table.ts',
      'src/orders/dto/create-order.dto.ts',
      'src/orders/orders.repository.ts',
    ])
      expect(files.get(path)).toMatchSnapshot(path);
  });

  it('formats the sample as Prettier would', async () => {
    const unformatted: string[] = [];
    for (const { path, content } of generate(sampleModel())) {
      if (!/\.(ts|json|md|yml)$/.test(path)) continue;
      if (!(await check(content, { filepath: path, singleQuote: true, printWidth: 110 })))
        unformatted.push(path);
    }
    expect(unformatted).toEqual([]);
  });

  it('gives valid TypeScript, JSON and paths for any valid model, and the same bytes again', () => {
    fc.assert(
      fc.property(validModel(), (model) => {
        const files = generate(parseServiceModel(model));
        expect(files.filter(({ path }) => path.endsWith('.ts')).flatMap(syntaxErrors)).toEqual([]);
        const paths = files.map(({ path }) => path);
        expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
        expect(paths.filter((path) => !/^(?!.*\.\.)[a-zA-Z0-9._-]+(\/[a-zA-Z0-9._-]+)*$/.test(path))).toEqual(
          [],
        );
        for (const { content } of files) {
          expect(content.endsWith('\n')).toBe(true);
          expect(Buffer.from(content).toString()).toBe(content);
        }
        expect(generate(structuredClone(model))).toEqual(files);
      }),
      { numRuns: 15 },
    );
  });

  it('lets no text of the model become code', () => {
    const files = generate(parseServiceModel(hostileModel()));
    expect(files.filter(({ path }) => path.endsWith('.ts')).flatMap(syntaxErrors)).toEqual([]);
    for (const { path, content } of files) {
      if (path.startsWith('src/') && path !== 'src/config.ts' && path !== 'src/migrate.ts')
        expect([path, identifiers(content).has('process')]).toEqual([path, false]);
      if (path.endsWith('.json')) expect(JSON.parse(content)).toBeInstanceOf(Object);
      if (path.endsWith('.sql'))
        expect(
          content.split('\n').filter((line) => line.includes('DROP TABLE') && !line.startsWith('-- ')),
        ).toEqual([]);
    }
  });

  it('keeps the diff of a new field to the files of its entity', () => {
    const before = contents(sampleModel());
    const model = sampleModel();
    model.entities[0]?.fields.push({
      id: 'vat',
      name: 'vatNumber',
      type: 'text',
      required: false,
      unique: false,
      description: '',
    });
    const after = contents(model);
    const changed = [...after]
      .filter(([path, content]) => before.get(path) !== content)
      .map(([path]) => path);
    expect(changed).toEqual([
      'migrations/0000_model.sql',
      'src/customers/customers.fixture.ts',
      'src/customers/customers.repository.ts',
      'src/customers/customers.table.ts',
      'src/customers/dto/create-customer.dto.ts',
      'src/customers/dto/customer.dto.ts',
      'src/customers/dto/list-customers.query.ts',
    ]);
  });

  it('touches no other entity when one is added', () => {
    const before = contents(sampleModel());
    const model = sampleModel();
    model.entities.push({ id: 'x', name: 'Shelf', pluralName: 'Shelves', description: '', fields: [] });
    const changed = [...contents(model)]
      .filter(([path, content]) => before.has(path) && before.get(path) !== content)
      .map(([path]) => path);
    expect(changed).toEqual(['README.md', 'migrations/0000_model.sql', 'src/app.module.ts']);
  });

  it('works without any entity', () => {
    const files = generate({ name: 'Nothing yet', description: '', entities: [] });
    expect(files.flatMap((file) => (file.path.endsWith('.ts') ? syntaxErrors(file) : []))).toEqual([]);
  });

  it('knows every name of its own that an entity could hide', () => {
    const model = sampleModel();
    const ofEntities = model.entities.flatMap(({ name, pluralName }) => [name, pluralName]);
    const own = new Set<string>();
    for (const { path, content } of generate(model)) {
      if (!path.endsWith('.ts')) continue;
      for (const statement of ts.createSourceFile(path, content, ts.ScriptTarget.ES2022).statements)
        for (const name of declaredNames(statement)) own.add(name);
    }
    const unknown = [...own].filter(
      (name) =>
        /^[A-Z][a-zA-Z0-9]*[a-z]/.test(name) &&
        !ofEntities.some((entity) => kebabCase(name).split('-').join('').includes(entity.toLowerCase())) &&
        !CLASS_NAMES.has(name),
    );
    expect(unknown).toEqual([]);
  });
});

/** What a statement at the top of a file imports or declares. */
function declaredNames(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map((element) => element.name.text)
      : [];
  }
  if (
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
    return statement.name ? [statement.name.text] : [];
  return [];
}
