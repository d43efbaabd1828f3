import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseServiceModel } from '@amplication/service-model';
import ts from 'typescript';
import { generate } from '../../src/generate';
import { INSTALLED_MODULES } from './installed-modules';
import { EVERY_CONSTRUCT } from './models';

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const files = generate(parseServiceModel(EVERY_CONSTRUCT));

const manifest = (text = '{}'): Manifest => JSON.parse(text);

const { dependencies, devDependencies } = manifest(
  files.find(({ path }) => path === 'package.json')?.content,
);

/** The packages that code imports: `@nestjs/common` of '@nestjs/common/constants.js'. */
const imported = [
  ...new Set(
    files
      .filter(({ path }) => path.endsWith('.ts'))
      .flatMap(({ content }) => ts.preProcessFile(content).importedFiles.map(({ fileName }) => fileName))
      .filter((name) => !/^(?:\.|node:)/.test(name))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')),
  ),
].sort();

it('finds what the code of a service imports', () => {
  expect(imported).toEqual(expect.arrayContaining(['@nestjs/common', 'drizzle-orm', 'pg', 'pino']));
});

it.each(imported)('asks for %s, in the version that the tests of the generator run with', (name) => {
  const asked = dependencies?.[name] ?? devDependencies?.[name];
  const installed = manifest(readFileSync(join(INSTALLED_MODULES, name, 'package.json'), 'utf8'));
  expect(asked).toBe(installed.version);
});

it('asks for no package but those that the code of a service needs', () => {
  expect(Object.keys(dependencies ?? {}).filter((name) => !imported.includes(name))).toEqual([]);
});
