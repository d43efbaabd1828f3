import { entityFiles } from './entity-files/entity-files';
import { appFiles } from './files/app-files';
import { commonFiles } from './files/common-files';
import { databaseFiles } from './files/database-files';
import { dockerFiles } from './files/docker-files';
import { migrationFile } from './files/migration-file';
import { projectFiles } from './files/project-files';
import { readmeFile } from './files/readme-file';
import type { ServiceModel } from './model/service-model';
import type { GeneratedFile } from './render/generated-file';

/**
 * The files of the service that a model describes: a NestJS service with a REST module for each entity, its database,
 * tests and a Dockerfile. Sorted by path. A pure function: the same model gives the same bytes, whenever and wherever
 * it runs. `model` comes from {@link parseServiceModel}, which has checked every name.
 */
export function generate(model: ServiceModel): GeneratedFile[] {
  return [
    ...projectFiles(model),
    ...dockerFiles(model),
    ...appFiles(model),
    ...commonFiles(),
    ...databaseFiles(),
    readmeFile(model),
    migrationFile(model),
    ...model.entities.flatMap((entity) => entityFiles(model, entity)),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
