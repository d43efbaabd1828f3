import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import type { GeneratedFile } from '../render/generated-file';
import { entityContext } from '../context/entity-context';
import { columnsFile } from './columns-file';
import { controllerBaseFile } from './controller-base-file';
import { dtoFiles } from '../dto-files/dto-files';
import { listFile } from './list-file';
import { nestedFiles } from './nested-files';
import { relationsFile } from './relations-file';
import { repositoryFile } from './repository-file';
import { scopeFile } from './scope-file';
import { serviceBaseFile } from './service-base-file';

/** What the generator owns of one entity: a folder below `src/generated`. */
export function entityFiles(service: ServicePlan, plan: EntityPlan): GeneratedFile[] {
  const context = entityContext(service, plan);
  return [
    columnsFile(context),
    ...dtoFiles(context),
    listFile(context),
    scopeFile(context),
    repositoryFile(context),
    ...relationsFile(context),
    serviceBaseFile(context),
    controllerBaseFile(context),
    ...nestedFiles(context),
  ];
}
