import type { EntityPlan, ServicePlan } from '../plan/service-plan';
import type { GeneratedFile } from '../render/generated-file';
import { controllerFile } from './controller-file';
import { appModuleFile, mainFile } from './entry-files';
import { moduleFile } from './module-file';
import { serviceFile } from './service-file';
import { tableFile } from './table-file';

/** What is the team's: written once. No field, relation, index or role of the model shows in it, only names. */
export const teamFiles = ({ entities }: ServicePlan): GeneratedFile[] => [
  mainFile(),
  appModuleFile(),
  ...entities.flatMap(entityFiles),
];

const entityFiles = (plan: EntityPlan): GeneratedFile[] => [
  tableFile(plan),
  serviceFile(plan),
  controllerFile(plan),
  moduleFile(plan),
];
