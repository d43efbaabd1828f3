import type { ServicePlan } from '../plan/service-plan';
import { type GeneratedFile, teamFile } from '../render/generated-file';

/** `test/service.test.ts`: where the tests of the team begin. */
export const exampleFile = (_service: ServicePlan): GeneratedFile =>
  teamFile(
    'test/service.test.ts',
    'service:test',
    `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { US } from './generated/people.js';
import { startedService } from './generated/service.js';

/*
 * Tests of your own stand here, in as many files as you like: \`npm test\` runs all that end with \`.test.ts\`. Each
 * file gets a database of its own. \`generated/rows\` makes rows, \`generated/support\` has what else is of use.
 */
describe('the service', () => {
  const service = startedService();

  it('answers what it does not know with a problem', async () => {
    const answer = await service.as(US).get('no-such-route');
    assert.equal(answer.status, 404);
    assert.equal(answer.body['code'], 'NOT_FOUND');
  });
});
`,
  );
