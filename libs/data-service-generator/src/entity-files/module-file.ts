import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';
import type { EntityContext } from './context';

/** What belongs to one entity, put together. */
export function moduleFile({ names, links }: EntityContext): GeneratedFile {
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Module');
  imports.add(`./${folder}.controller`, names.controller);
  imports.add(`./${folder}.repository`, names.repository);
  imports.add(`./${folder}.service`, names.service);
  const controllers: string[] = [names.controller];
  const providers: string[] = [names.service, names.repository];
  if (links.length > 0) {
    imports.add(`./${folder}.links.controller`, names.linksController);
    imports.add(`./${folder}.links.repository`, names.links);
    controllers.push(names.linksController);
    providers.push(names.links);
  }
  return file(
    `src/${folder}/${folder}.module.ts`,
    `${imports.toString()}
@Module({
${list('controllers: [', controllers, '],', { indent: '  ' })}
${list('providers: [', providers, '],', { indent: '  ' })}
  exports: [${names.service}],
})
export class ${names.module} {}
`,
  );
}
