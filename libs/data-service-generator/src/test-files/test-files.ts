import type { EntityContext } from '../entity-files/context';
import { withArticle } from '../names/spelling';
import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { generic } from '../render/layout';
import { controllerTest } from './controller-test';
import { leftOut, sampleOf } from './samples';
import { serviceTest } from './service-test';

/** Tests of one entity, and the rows that they use. They need no database. */
export function testFiles(context: EntityContext): GeneratedFile[] {
  const { folder } = context.names;
  const at = (kind: string) => `src/${folder}/${folder}.${kind}.ts`;
  return [
    file(at('fixture'), fixture(context)),
    file(at('service.test'), serviceTest(context)),
    file(at('controller.test'), controllerTest(context)),
  ];
}

function fixture(context: EntityContext): string {
  const { names, columns, key } = context;
  const imports = new Imports();
  imports.add('../testing/in-memory-repository', 'InMemoryRepository');
  imports.add(`./dto/create-${names.file}.dto`, `type ${names.createDto}`);
  imports.add(`./${names.folder}.table`, `type ${names.row}`);
  if (key.length > 0) {
    imports.add(`./dto/update-${names.file}.dto`, `type ${names.updateDto}`);
    imports.add(`./dto/${names.file}.key`, `type ${names.key}`);
  }
  const given = columns
    .filter(({ create }) => create === 'required')
    .map((column) => `  ${column.property}: ${sampleOf(column)},\n`)
    .join('');
  const others = columns
    .filter(({ create }) => create !== 'required')
    .map((column) => `    ${column.property}: ${leftOut(column)},\n`)
    .join('');
  const types = [
    names.row,
    names.createDto,
    ...(key.length > 0 ? [names.updateDto, names.key] : ['object', 'object']),
  ];
  return `${imports.toString()}
/** The least that ${withArticle(names.words)} needs. */
export const ${names.sample} = (): ${names.createDto} => ${given === '' ? '({})' : `({\n${given}})`};

/** A repository for tests. */
export const ${names.inMemory} = () =>
${generic('new InMemoryRepository', types, '((values) => ({', '  ')}
${others}    ...values,
  }));
`;
}
