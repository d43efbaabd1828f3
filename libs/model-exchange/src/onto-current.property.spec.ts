import { changesOf, type ServiceModel } from '@amplication/service-model';
import { randomModel } from '@amplication/service-model/testing';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { EXPORT_FORMATS, exportModel, importModel } from './exchange';

const again = async (model: ServiceModel, format: (typeof EXPORT_FORMATS)[number]) =>
  (await importModel(exportModel(model, format), { format, current: model })).model;

describe('a model that was exported, and is imported in place of itself', () => {
  it.each(EXPORT_FORMATS)(
    'is the same, as %s',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(randomModel(), async (model) => {
          const read = await again(model, format);
          expect(changesOf(model, read)).toEqual([]);
          expect(read).toEqual(model);
        }),
        { numRuns: proofRuns({ sample: 12, whole: 1_000 }), endOnFailure: true },
      );
    },
    120_000,
  );
});
