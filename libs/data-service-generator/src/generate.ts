import type { ServiceModel } from '@amplication/service-model';
import { entityFiles } from './entity-files/entity-files';
import { appFiles } from './files/app-files';
import { commonFiles } from './files/common-files';
import { databaseFiles } from './files/database-files';
import { dockerFiles } from './files/docker-files';
import { enumFiles } from './files/enum-files';
import { inputFiles } from './files/input-files';
import { migrationFile } from './files/migration-file';
import { modelFiles } from './files/model-files';
import { projectFiles } from './files/project-files';
import { readmeFile } from './files/readme-file';
import { planService } from './plan/service-plan';
import type { GeneratedFile } from './render/generated-file';

/**
 * The files of the service that a model describes: a NestJS service with a REST module for each entity, its database,
 * tests, a Dockerfile and the model as text. Sorted by path. A pure function: the same model gives the same bytes, whenever and wherever
 * it runs. `model` comes from `parseServiceModel`, which has checked it.
 */
export function generate(model: ServiceModel): GeneratedFile[] {
  const plan = planService(model);
  return [
    ...projectFiles(model),
    ...dockerFiles(model),
    ...appFiles(plan),
    ...commonFiles(),
    ...inputFiles(),
    ...databaseFiles(),
    readmeFile(plan),
    migrationFile(model),
    ...modelFiles(model),
    ...enumFiles(plan),
    ...plan.entities.flatMap((entity) => entityFiles(plan, entity)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
