import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import type { GeneratedFile } from '../render/generated-file';
import { entityContext } from './context';
import { controllerFile } from './controller-file';
import { dtoFiles } from './dto-files';
import { linksFiles } from './links-files';
import { moduleFile } from './module-file';
import { repositoryFile } from './repository-file';
import { serviceFile } from './service-file';
import { tableFile } from './table-file';
import { testFiles } from '../test-files/test-files';

/** All files of one entity: a folder below `src`. */
export function entityFiles(service: ServicePlan, plan: EntityPlan): GeneratedFile[] {
  const context = entityContext(service, plan);
  return [
    tableFile(context),
    ...dtoFiles(context),
    moduleFile(context),
    controllerFile(context),
    serviceFile(context),
    repositoryFile(context),
    ...linksFiles(context),
    ...testFiles(context),
  ];
}
