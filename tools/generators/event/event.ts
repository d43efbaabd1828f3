import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import ts from 'typescript';
import { afterwards } from '../source/afterwards';
import { SourceEdit } from '../source/source-edit';
import { constantsOf, nameOf } from '../source/syntax';
import { type KnownCatalogue, readCatalogue } from './catalogue';
import { type EventOptions, EVENTS, type NewEvent, readEventOptions } from './event-options';

/** Adds an event, as the recipe of CONTRIBUTING.md has it. */
export default async function generateEvent(tree: Tree, options: EventOptions): Promise<GeneratorCallback> {
  const edit = new SourceEdit(tree, `${EVENTS}/catalogue.ts`);
  const catalogue = readCatalogue(edit.source);
  const event = readEventOptions(tree, catalogue, options);
  addBody(tree, event);
  addTopic(edit, catalogue, event);
  addExports(tree, event);
  addExample(tree, event);
  addToReadme(tree, event);
  await formatFiles(tree);
  return afterwards(tree, ['npm run docs:events'], nextSteps(event, options));
}

function addBody(tree: Tree, { body, purpose, fields, module }: NewEvent): void {
  const edit = new SourceEdit(tree, `${EVENTS}/${module}.ts`);
  const lines = fields.map(({ decorators, name, type }) => `${decorators} ${name}!: ${type};`);
  edit.addImports([...new Set(fields.flatMap(({ validators }) => validators))], 'class-validator');
  edit.addImports(['BuildReference', ...new Set(fields.flatMap(({ parts }) => parts))], './parts');
  edit.append(`/** ${purpose} */\nexport class ${body} extends BuildReference {\n${lines.join('\n')}\n}`);
  edit.save();
}

function addTopic(edit: SourceEdit, { listed }: KnownCatalogue, event: NewEvent): void {
  const { topic, constant, body, key, from, to, purpose, module, after } = event;
  const element = listed.get(after.constant);
  if (!element)
    throw new Error(`TOPICS of ${edit.path} does not list ${after.constant}: add it there first.`);
  edit.addImports([body], `./${module}`);
  edit.addAfter(
    after.statement,
    `export const ${constant} = topic({
      name: '${topic}',
      key: '${key === 'repositoryUuid' ? 'Bitbucket repository uuid' : key}',
      keyOf: (body: ${body}) => body.${key},
      from: [${from.join(', ')}],
      to: [${to.join(', ')}],
      body: ${body},
      purpose: ${JSON.stringify(purpose)},
    });`,
  );
  edit.addElementAfter(element, constant);
  edit.save();
}

function addExports(tree: Tree, { constant, body, module }: NewEvent): void {
  const edit = new SourceEdit(tree, 'libs/contracts/src/index.ts');
  edit.addExports([body], `./events/${module}`);
  edit.addExports([constant], './events/catalogue');
  edit.save();
}

function addExample(tree: Tree, { topic, fields, after }: NewEvent): void {
  const edit = new SourceEdit(tree, `${EVENTS}/catalogue.spec.ts`);
  const examples = constantsOf(edit.source).find(({ name }) => name === 'EXAMPLES')?.value;
  const previous =
    examples && ts.isObjectLiteralExpression(examples)
      ? examples.properties.find((property) => nameOf(property) === after.name)
      : undefined;
  if (!previous) throw new Error(`EXAMPLES of ${edit.path} has no ${after.name}: add that first.`);
  const values = fields.map(({ name, example }) => `${name}: ${example},`).join('\n');
  edit.addElementAfter(previous, `'${topic}': {\nbuildId: ID,\nattempt: 1,\n${values}\n}`);
  edit.save();
}

/** The surface in the README names each event. */
function addToReadme(tree: Tree, { constant, body, after }: NewEvent): void {
  const path = 'libs/contracts/README.md';
  const text = tree.read(path, 'utf-8') ?? '';
  const named = [
    [after.constant, constant],
    [after.body, body],
  ].reduce((page, [previous, name]) => page.replace(`\`${previous}\``, `\`${previous}\`, \`${name}\``), text);
  tree.write(path, named);
}

function nextSteps({ constant }: NewEvent, { from = [], to = [] }: EventOptions): string[] {
  return [
    `Send it from ${from.join(' and ')} with Outbox.add(tx, ${constant}, …) in the transaction that it reports.`,
    `Receive it in ${to.join(' and ')} with a provider that has a method with @OnEvent(${constant}).`,
    'npx nx test contracts, then the integration tests of these services.',
    'A development broker gets the topic by itself; a production one with npm run topics.',
  ];
}
