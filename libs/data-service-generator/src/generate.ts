import type { ServiceModel } from '@amplication/service-model';
import { appFiles } from './app-files/app-files';
import { entityFiles } from './entity-files/entity-files';
import { migrationFile } from './files/migration-file';
import { modelFiles } from './files/model-files';
import { planService } from './plan/service-plan';
import { projectFiles } from './project-files/project-files';
import { readmeFile } from './readme-files/readme-file';
import type { GeneratedFile } from './render/generated-file';
import { runtimeFiles } from './runtime/runtime-files';
import { seedFiles } from './seed-files/seed-files';
import { teamFiles } from './team-files/team-files';
import { testFiles } from './test-files/test-files';

/**
 * The files of the service that a model describes: a NestJS service with a REST module for each entity, its database,
 * tests, a Dockerfile and the model as text. Sorted by path. A pure function: the same model gives the same bytes,
 * whenever and wherever it runs. `model` comes from `parseServiceModel`, which has checked it.
 */
export function generate(model: ServiceModel): GeneratedFile[] {
  const plan = planService(model);
  return [
    ...projectFiles(plan),
    readmeFile(plan),
    ...runtimeFiles(),
    ...appFiles(plan),
    ...teamFiles(plan),
    ...seedFiles(plan),
    ...testFiles(plan),
    migrationFile(model),
    ...modelFiles(model),
    ...plan.entities.flatMap((entity) => entityFiles(plan, entity)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
