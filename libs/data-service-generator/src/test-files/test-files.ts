import type { ServicePlan } from '../plan/service-plan';
import type { GeneratedFile } from '../render/generated-file';
import { supportFiles } from '../runtime/runtime-files';
import { entityTestFile } from './entity-test-file';
import { exampleFile } from './example-file';
import { peopleFile, serviceFile } from './people-file';
import { rowsFile } from './rows-file';
import { testContext } from './test-context';

/** The tests that a service brings, and a place for those of the team. */
export const testFiles = (service: ServicePlan): GeneratedFile[] => [
  exampleFile(service),
  ...supportFiles(),
  peopleFile(service),
  serviceFile(),
  ...service.entities.flatMap((plan) => {
    const context = testContext(service, plan);
    return [rowsFile(context), entityTestFile(context)];
  }),
];
