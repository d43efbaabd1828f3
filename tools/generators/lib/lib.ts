import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import ts from 'typescript';
import { afterwards } from '../source/afterwards';
import { className } from '../source/names';
import { nameOf, propertyOf } from '../source/syntax';
import { type LibOptions, type NewLib, readLibOptions } from './lib-options';

/** Makes a lib, and enters it wherever libs are listed. */
export default async function generateLib(tree: Tree, options: LibOptions): Promise<GeneratorCallback> {
  const lib = readLibOptions(tree, options);
  writeProject(tree, lib);
  writeSources(tree, lib);
  addAlias(tree, lib);
  const cells = { 'docs/ARCHITECTURE.md': lib.purpose, 'CONTRIBUTING.md': inShort(lib.purpose) };
  for (const [page, cell] of Object.entries(cells)) addToRanks(tree, page, lib, cell);
  await formatFiles(tree);
  return afterwards(tree, [], nextSteps(lib));
}

function writeProject(tree: Tree, { name, folder, rank }: NewLib): void {
  tree.write(
    `${folder}/project.json`,
    `{
  "name": "${name}",
  "$schema": "../../node_modules/nx/schemas/project-schema.json",
  "projectType": "library",
  "sourceRoot": "${folder}/src",
  "tags": ["rank:${rank}"],
  "targets": { "lint": {}, "typecheck": {}, "test": {}, "integration": {} }
}
`,
  );
  tree.write(
    `${folder}/tsconfig.json`,
    `{ "extends": "../../tsconfig.base.json", "compilerOptions": { "types": ["node", "jest"] }, "include": ["."] }\n`,
  );
}

/** A lib begins with one interface: its README must name something that it exports. */
function writeSources(tree: Tree, { name, folder, rank, purpose }: NewLib): void {
  const type = className(name);
  tree.write(`${folder}/src/index.ts`, `export type { ${type} } from './${name}';\n`);
  tree.write(
    `${folder}/src/${name}.ts`,
    `/** ${purpose} */\nexport interface ${type} {\n  readonly name: string;\n}\n`,
  );
  tree.write(
    `${folder}/README.md`,
    `# ${name}

${purpose} Rank ${rank}.

## Surface

- \`${type}\`: ${inShort(purpose)}.

## Example

\`\`\`ts
import type { ${type} } from '@amplication/${name}';

export function inOrder(all: readonly ${type}[]): ${type}[] {
  return all.toSorted((a, b) => a.name.localeCompare(b.name));
}
\`\`\`
`,
  );
}

/** Adds the alias after the last one that is smaller, so that sorted ones stay sorted. */
function addAlias(tree: Tree, { name, folder }: NewLib): void {
  const path = 'tsconfig.base.json';
  const text = tree.read(path, 'utf-8') ?? '';
  const source = ts.parseJsonText(path, text);
  const options = propertyOf(source.statements[0]?.expression, 'compilerOptions');
  const paths = propertyOf(options, 'paths');
  const aliases = paths && ts.isObjectLiteralExpression(paths) ? [...paths.properties] : [];
  const alias = `"@amplication/${name}": ["./${folder}/src/index.ts"]`;
  const [first] = aliases;
  if (!first) throw new Error(`${path} has no paths, to which the alias of the lib belongs.`);
  const previous = aliases.findLast((one) => nameOf(one) < `@amplication/${name}`);
  const [at, added] = previous ? [previous.getEnd(), `,\n${alias}`] : [first.getStart(source), `${alias},\n`];
  tree.write(path, text.slice(0, at) + added + text.slice(at));
}

/** A row after the last one of the rank, in the table of ranks. */
function addToRanks(tree: Tree, page: string, { name, rank, folder }: NewLib, cell: string): void {
  const lines = (tree.read(page, 'utf-8') ?? '').split('\n');
  const last = lines.findLastIndex((line) => new RegExp(`^\\| ${rank} +\\| \`libs/`).test(line));
  if (last < 0) throw new Error(`${page} has no table with libs of rank ${rank}, to which ${name} belongs.`);
  tree.write(page, lines.toSpliced(last + 1, 0, `| ${rank} | \`${folder}\` | ${cell} |`).join('\n'));
}

/** A sentence as a part of another one. */
const inShort = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1, -1)}`;

function nextSteps({ name, folder }: NewLib): string[] {
  return [
    `Put into ${folder}/src what the lib is, in place of the interface or beside it; export it from index.ts.`,
    `Describe it in ${folder}/README.md, under "Surface" and by an example: npx nx test tools-docs compiles it.`,
    `Import it as @amplication/${name} from a higher rank. npx nx run-many -t lint typecheck test -p ${name}.`,
    'Say in docs/adr why there is one more lib, if that is a decision.',
  ];
}
