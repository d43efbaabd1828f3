import type { ServicePlan } from '../plan/service-plan';
import { slug } from '../names/spelling';
import { oneLine, tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { assign, list } from '../render/layout';
import { enumFiles } from './enum-files';
import { permissionsFile } from './permissions-file';

/** What puts the service together, and what all of its entities share. */
export const appFiles = (service: ServicePlan): GeneratedFile[] => [
  apiFile(service),
  modulesFile(service),
  repositoriesFile(service),
  permissionsFile(service),
  ...enumFiles(service),
];

/** `app.ts`: what the documentation of the API says of the service. */
const apiFile = ({ model }: ServicePlan): GeneratedFile =>
  generated(
    'app.ts',
    `import { type ServiceFacts } from './http/open-api.js';

/** What logs, traces and the documentation of the API call the service. */
export const SERVICE: ServiceFacts = {
  name: '${slug(model.name)}',
  title: ${tsString(oneLine(model.name))},
${assign('  description:', tsString(oneLine(model.description)))
  .replace(/;$/, ',')
  .replace('\n  ', '\n    ')}
  version: '1.0.0',
};
`,
  );

/** `modules.ts`: the modules of the model's entities, which are the team's files. */
function modulesFile({ entities }: ServicePlan): GeneratedFile {
  const imports = new Imports();
  imports.add('./repositories.module', 'RepositoriesModule');
  imports.add('./runtime/runtime.module', 'RuntimeModule');
  for (const { names } of entities) imports.add(`../${names.folder}/${names.folder}.module`, names.module);
  const modules = ['RuntimeModule', 'RepositoriesModule', ...entities.map(({ names }) => names.module)];
  return generated(
    'modules.ts',
    `${imports.toString()}
/** What every service has, the repositories that all may use, and a module for each entity of the model. */
${list('export const MODULES = [', modules, '];')}
`,
  );
}

/** `repositories.module.ts`: rows of one entity are read by the routes of others as well. */
function repositoriesFile({ entities }: ServicePlan): GeneratedFile {
  const imports = new Imports();
  imports.add('@nestjs/common', 'Global', 'Module');
  for (const { names } of entities) imports.add(`./${names.folder}/repository`, names.repository);
  const repositories = entities.map(({ names }) => names.repository);
  return generated(
    'repositories.module.ts',
    `${imports.toString()}
${list('const REPOSITORIES = [', repositories, '];')}

/** The rows of all entities, for whoever needs them. */
@Global()
@Module({ providers: REPOSITORIES, exports: REPOSITORIES })
export class RepositoriesModule {}
`,
  );
}
