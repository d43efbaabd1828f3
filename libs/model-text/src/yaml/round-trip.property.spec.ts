import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { readJson } from '../json/read-json';
import { writeJson } from '../json/write-json';
import { randomModel } from '../testing/random-model.fixture';
import { readModelFiles } from './read/model-files';
import { readYaml } from './read/read-yaml';
import { writeModelFiles } from './write/model-files';
import { writeYaml } from './write/write-yaml';

const RUNS = { numRuns: proofRuns({ sample: 40, whole: 3_000 }) };

describe('a model that was written and is read again', () => {
  it('is the same as YAML, ids included', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const model = randomModel(gen);
        expect(readYaml(writeYaml(model)).model).toEqual(model);
      }),
      RUNS,
    );
  });

  it('is the same without ids, against the model that it was written from', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const model = randomModel(gen);
        const { model: again } = readYaml(writeYaml(model, { ids: false }), model);
        const members = ({ entities, roles, enums }: typeof model) => ({
          ...{ roles, enums },
          entities: entities.map(({ uniques: _u, indexes: _i, checks: _c, ...rest }) => rest),
        });
        expect(members(again)).toEqual(members(model));
      }),
      RUNS,
    );
  });

  it('is the same as files, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const model = randomModel(gen);
        const files = writeModelFiles(model);
        expect(readModelFiles([...files].reverse()).model).toEqual(model);
      }),
      RUNS,
    );
  });

  it('is the same as JSON', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const model = randomModel(gen);
        expect(readJson(writeJson(model)).model).toEqual(model);
      }),
      RUNS,
    );
  });
});
