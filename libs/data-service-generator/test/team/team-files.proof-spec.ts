import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RepositoryInMemory } from '@amplication/git-sync/testing';
import { proofCases } from '@amplication/testing';
import { sampleModel } from '../../src/sample/sample-model';
import { INSTALLED_MODULES } from '../support/installed-modules';
import { ServiceChecker } from './language-service';
import { isTheTeams, Matrix, type Pair } from './matrix';
import { ENTITY_RENAMES, MODEL_CHANGES } from './model-changes';
import { runAndBoot } from './run-and-boot';
import { TEAM_EDITS } from './team-edits';

const MINUTE = 60_000;
/** Of the pairs whose result is compiled, unless all are. */
const EVERY = 7;

let directory: string;
let matrix: Matrix;
let checker: ServiceChecker;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'team-files-'));
  matrix = new Matrix(sampleModel(), new RepositoryInMemory(directory));
  checker = new ServiceChecker(INSTALLED_MODULES);
}, 5 * MINUTE);

afterAll(() => rm(directory, { recursive: true, force: true }));

it('are as many changes and edits as we say', () => {
  expect([MODEL_CHANGES.length, TEAM_EDITS.length]).toEqual([21, 50]);
  expect(new Set(TEAM_EDITS.map(({ name }) => name)).size).toBe(50);
});

describe.each(MODEL_CHANGES.map((change, index) => ({ change, index })))(
  'a team’s files, when its model is changed: $change.name',
  ({ change, index }) => {
    const compiled = new Set(proofCases(TEAM_EDITS, EVERY, index));
    const pairs: Pair[] = [];

    beforeAll(async () => {
      for await (const pair of matrix.pairs(change, TEAM_EDITS, checker, compiled)) pairs.push(pair);
    }, 30 * MINUTE);

    it('keep every edit, without a conflict', () => {
      expect(pairs.filter(({ conflicts }) => conflicts.length > 0)).toEqual([]);
    });

    it('are not touched, unless they go where the entity goes', () => {
      const folder = change.removes ?? change.moves;
      const strange = pairs
        .flatMap(({ touched }) => touched)
        .filter((path) => folder === undefined || !path.startsWith(`src/${folder}/`));
      expect(strange).toEqual([]);
    });

    it('compile, unless their lines name what has gone', () => {
      const broken = pairs.filter(({ errors, namesWhatGoes }) => errors.length > 0 && !namesWhatGoes);
      expect(broken).toEqual([]);
    });

    it('are where the compiler points, if their lines name what has gone', () => {
      const naming = pairs.filter(({ edit, namesWhatGoes }) => namesWhatGoes && isCompiled(edit));
      for (const { edit, errors } of naming) {
        expect([edit, errors]).not.toEqual([edit, []]);
        expect([edit, errors.filter((error) => !isTheTeams(error))]).toEqual([edit, []]);
      }
    });

    const isCompiled = (name: string | null) => [...compiled].some((edit) => edit.name === name);
  },
);

it.each(ENTITY_RENAMES)(
  'a team’s files keep every edit, whichever entity has another name: $name',
  async (change) => {
    const conflicts: string[] = [];
    for (const edit of TEAM_EDITS) conflicts.push(...(await matrix.built(change, [edit])).conflicts);
    expect(conflicts).toEqual([]);
  },
  5 * MINUTE,
);

it.each(proofCases(MODEL_CHANGES, MODEL_CHANGES.length, 11))(
  'a service that its team has edited everywhere passes its tests and starts after the change: $name',
  async (change) => {
    const edits = matrix.together(change, TEAM_EDITS);
    expect(edits.length).toBeGreaterThan(15);
    const { files } = await matrix.built(change, edits);
    const asked = ['/health/ready', '/api/shelves', '/api/products/words/of-the-day', '/api/reports'];
    const { tests, answers } = await runAndBoot(files, INSTALLED_MODULES, asked);
    expect(tests).toMatch(/pass [1-9]/);
    expect(answers).toMatchObject([
      [200, {}],
      [200, ['left', 'right']],
      [200, { words: 'Buy now' }],
      [401, { code: 'NOT_SIGNED_IN' }],
    ]);
  },
  10 * MINUTE,
);
