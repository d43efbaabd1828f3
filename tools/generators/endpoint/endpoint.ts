import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import ts from 'typescript';
import { afterwards } from '../source/afterwards';
import { SourceEdit } from '../source/source-edit';
import { constantsOf, decoratorArgument, exportingFile, specifierFrom } from '../source/syntax';
import { type EndpointOptions, type NewEndpoint, readEndpointOptions } from './endpoint-options';
import { SERVER, testFile } from './places';
import { testText } from './test-text';

/** The spec that calls every operation as each role; owners' operations are listed in it. */
const ROLES_SPEC = `${SERVER}/test/access.integration-spec.ts`;

/** Adds an endpoint that reads, as the recipe of CONTRIBUTING.md has it. */
export default async function generateEndpoint(
  tree: Tree,
  options: EndpointOptions,
): Promise<GeneratorCallback> {
  const endpoint = readEndpointOptions(tree, options);
  addToController(tree, endpoint);
  addToService(endpoint);
  addAnswer(tree, endpoint);
  if (endpoint.readers === 'owners') addToOwnersOnly(tree, endpoint);
  tree.write(testFile(endpoint.operation), testText(tree, endpoint));
  await formatFiles(tree);
  return afterwards(tree, ['npm run openapi', 'npm run client:types'], nextSteps(endpoint));
}

function addToController(tree: Tree, endpoint: NewEndpoint): void {
  const { operation, view, subpath, key, summary, readers, places } = endpoint;
  const { edit, declaration } = places.controller;
  const rule = readers === 'owners' ? 'ForOwners' : 'ForMembers';
  const reads = key !== 'workspaceId';
  const isDocumented = textOfClassParameter(declaration) === key;
  const documents = !reads && !isDocumented;
  const importOwn = (names: string[]) =>
    names.forEach((name) =>
      edit.addImports(
        [name],
        specifierFrom(edit.path, exportingFile(tree, `${SERVER}/src`, name.replace('type ', ''))),
      ),
    );
  edit.addImports(['Get', ...(reads ? ['Param'] : [])], '@nestjs/common');
  importOwn(['type Access', 'CurrentAccess', rule, 'Operation', ...(documents ? ['IdParam'] : [])]);
  edit.addImports([view], specifierFrom(edit.path, places.dto));
  const errors = readers === 'owners' ? `{ 403: 'FORBIDDEN', 404: 'NOT_FOUND' }` : `{ 404: 'NOT_FOUND' }`;
  edit.addMember(
    declaration,
    `@Get(${subpath === '' ? '' : `'${subpath}'`})
    @${rule}('${key}')
    ${documents ? `@IdParam('${key}')` : ''}
    @Operation({ id: '${operation}', summary: ${JSON.stringify(summary)}, returns: ${view}, errors: ${errors} })
    ${operation}(@CurrentAccess() { workspaceId }: Access${reads ? `, @Param('${key}') ${key}: string` : ''}): Promise<${view}> {
      return this.${places.field}.${operation}(${argumentsOf(endpoint).join(', ')});
    }`,
  );
  edit.save();
}

function addToService(endpoint: NewEndpoint): void {
  const { operation, view, summary, places } = endpoint;
  const { edit, declaration } = places.service;
  const names = argumentsOf(endpoint);
  edit.addImports([`type ${view}`], specifierFrom(edit.path, places.dto));
  edit.addMember(
    declaration,
    `/** ${summary}. */
    async ${operation}(${names.map((name) => `${name}: string`).join(', ')}): Promise<${view}> {
      return { ${names.join(', ')} };
    }`,
  );
  edit.save();
}

function addAnswer(tree: Tree, endpoint: NewEndpoint): void {
  const { view, summary, places } = endpoint;
  if (!tree.exists(places.dto)) tree.write(places.dto, `import { ApiProperty } from '@nestjs/swagger';\n`);
  const edit = new SourceEdit(tree, places.dto);
  const fields = argumentsOf(endpoint).map((name) => `@ApiProperty({ format: 'uuid' }) ${name}!: string;`);
  edit.addImports(['ApiProperty'], '@nestjs/swagger');
  edit.append(`/** ${summary}. */\nexport class ${view} {\n${fields.join('\n')}\n}`);
  edit.save();
}

function addToOwnersOnly(tree: Tree, { operation }: NewEndpoint): void {
  const edit = new SourceEdit(tree, ROLES_SPEC);
  const list = constantsOf(edit.source).find(({ name }) => name === 'OWNERS_ONLY')?.value;
  const names = list && ts.isNewExpression(list) ? list.arguments?.[0] : undefined;
  const last = names && ts.isArrayLiteralExpression(names) ? names.elements.at(-1) : undefined;
  if (!last) throw new Error(`${ROLES_SPEC} has no list OWNERS_ONLY, to which ${operation} belongs.`);
  edit.addElementAfter(last, `'${operation}'`);
  edit.save();
}

/** What the service receives: the workspace, and what it is about. */
const argumentsOf = ({ key }: NewEndpoint) => [...new Set(['workspaceId', key])];

function textOfClassParameter(declaration: ts.ClassDeclaration): string | null {
  const argument = decoratorArgument(declaration, 'IdParam');
  return argument && ts.isStringLiteralLike(argument) ? argument.text : null;
}

function nextSteps({ operation, view, path, places }: NewEndpoint): string[] {
  return [
    `Add what it answers to ${view} in ${places.dto}, each field with @ApiProperty, and answer it from ${places.service.edit.path}; each query names the workspace.`,
    `Say in ${testFile(operation)} what the answer is then.`,
    'npm run openapi, then npm run client:types, after each change of the answer.',
    `Call it in a hook of apps/amplication-client/src/api: bodyOf(await api.GET('${path.replaceAll(/:(\w+)/g, '{$1}')}', …)).`,
    'npx nx test amplication-server, and npx nx integration amplication-server.',
  ];
}
