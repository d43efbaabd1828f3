import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { findModelProblems } from '../parse/parse-service-model';
import { FIELD_TYPE_NAMES } from '../schema/field-types';
import { randomModel } from './random-model.fixture';

describe('random models', () => {
  it('are valid, and leave no construct out', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomModel(), (model) => {
        expect(findModelProblems(model)).toEqual([]);
        for (const { fields, relations, key } of model.entities) {
          for (const field of fields) seen.add(field.type).add(`default ${field.default?.kind ?? 'none'}`);
          for (const { kind } of relations) seen.add(kind);
          seen.add(key?.kind ?? 'no key');
        }
      }),
      { numRuns: proofRuns({ sample: 200, whole: 5_000 }) },
    );
    for (const construct of [
      ...FIELD_TYPE_NAMES,
      ...['none', 'literal', 'now', 'id', 'identity', 'sequence'].map((kind) => `default ${kind}`),
      ...['many-to-one', 'one-to-one', 'many-to-many'],
      ...['primary key', 'unique constraint', 'unique index', 'no key'],
    ])
      expect(seen).toContain(construct);
  });
});
