import type { ServicePlan } from '../plan/service-plan';
import { file, type GeneratedFile } from '../render/generated-file';
import { dockerFiles } from './docker-files';
import { envExample } from './env-example';
import { packageJson } from './package-json';
import { packageLock } from './package-lock';
import { pipelinesFile } from './pipelines-file';
import { databaseName } from './settings';
import { styleFiles } from './style-files';
import { typescriptFiles } from './typescript-files';

/** What stands at the root of the service: all that a team and its machines need besides the code. */
export function projectFiles(plan: ServicePlan): GeneratedFile[] {
  const { model } = plan;
  const database = databaseName(model);
  return [
    file('package.json', `${JSON.stringify(packageJson(model), null, 2)}\n`),
    file('package-lock.json', packageLock(model)),
    file('.npmrc', NPMRC),
    file('.nvmrc', '24\n'),
    ...typescriptFiles(),
    ...styleFiles(),
    ...dockerFiles(database),
    pipelinesFile(),
    envExample(model),
  ];
}

const NPMRC = `# The lock file holds no address of a registry, so that each machine may use its own.
omit-lockfile-registry-resolved=true
`;
