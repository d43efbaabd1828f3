import type { ServicePlan } from '../plan/service-plan';
import { objectOf, writeValue } from '../render/code-value';
import { tsString } from '../render/escape';
import { type GeneratedFile, generatedTest } from '../render/generated-file';
import { peopleOf } from './test-context';

/** `people.ts`: who asks in the tests. */
export function peopleFile(service: ServicePlan): GeneratedFile {
  const { us, others } = peopleOf(service);
  const person = ([subject = '', tenant = '']: readonly string[], roles: string[] | null) =>
    objectOf({ subject, tenant, roles: roles === null ? null : { list: roles } });
  const roles = service.model.roles.map(({ name }) => tsString(name));
  return generatedTest(
    'people.ts',
    `/** Somebody with every role of the service, who owns the rows that tests make. */
${writeValue(person(us, roles), { before: 'export const US = ', after: ';' })};

/** Somebody else, of another tenant. */
${writeValue(person(others, null), { before: 'export const OTHERS = ', after: ';' })};
`,
  );
}

/** `service.ts`: starts the service for the tests of a file. */
export const serviceFile = (): GeneratedFile =>
  generatedTest(
    'service.ts',
    `import { beforeEach } from 'node:test';
import { AppModule } from '../../src/app.module.js';
import { type Action } from '../../src/generated/auth/permissions.js';
import { SERVICE } from '../../src/generated/app.js';
import { US } from './people.js';
import { type Tested } from './support/tested.js';
import { type TestRows } from './support/test-rows.js';
import { testService } from './support/test-service.js';

/** Starts the service for the tests of a file, on a database of its own. */
export const startedService = () => testService(AppModule, SERVICE);

/** Starts it for tests of one entity. \`may\` is what somebody with every role may do. */
export function testsOf(rows: TestRows, ...may: Action[]): Tested {
  const service = startedService();
  // No test depends on the rows of another one.
  beforeEach(() => service.empty(rows.table));
  return { service, rows, caller: service.as(US), may: new Set(may) };
}
`,
  );
