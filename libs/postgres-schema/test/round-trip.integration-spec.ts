import { randomModel } from '@amplication/service-model/testing';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { schemaOf } from '../src/index';
import { made } from './databases';

describe('a model, brought to PostgreSQL and read again', () => {
  it('is the same schema, whatever the model', async () => {
    await fc.assert(
      fc.asyncProperty(randomModel(), async (model) => {
        const schema = schemaOf(model);
        const { schema: read, unread } = await made(schema);
        expect({ ...read, unread }).toEqual({ ...schema, unread: [] });
      }),
      { numRuns: proofRuns({ sample: 30, whole: 1_000 }), endOnFailure: true },
    );
  }, 600_000);
});
