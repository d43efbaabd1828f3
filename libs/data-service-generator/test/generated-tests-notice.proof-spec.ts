import { parseServiceModel } from '@amplication/service-model';
import { proofCases } from '@amplication/testing';
import { sampleModel } from '../src/sample/sample-model';
import { wrongCells } from './support/own-tests/cells';
import { BROKEN_PERMISSIONS, type Mistake, MISTAKES } from './support/own-tests/edits';
import { TestedService } from './support/own-tests/tested-service';
import { EVERY_CONSTRUCT, PERMISSIONS } from './support/models';

const MINUTE = 60_000;

const shop = sampleModel();
const permissions = parseServiceModel(PERMISSIONS);

describe.each([
  ['the sample', shop, [...MISTAKES, ...wrongCells(shop)], 7],
  [
    'a model with each kind of permission',
    permissions,
    [...BROKEN_PERMISSIONS, ...wrongCells(permissions)],
    9,
  ],
] as const)('the tests of %s', (_name, model, mistakes, every) => {
  let service: TestedService;

  beforeAll(async () => {
    service = await TestedService.of(model);
  }, MINUTE);

  afterAll(() => service?.remove());

  it(
    'are green',
    async () => expect(await service.run()).toMatchObject({ isGreen: true, failed: 0 }),
    5 * MINUTE,
  );

  it.each(proofCases<Mistake>(mistakes, every))(
    'notice: $what',
    async ({ edits, tests }) => {
      const { isGreen, failed, output } = await service.runWith(edits, ...tests.split('|'));
      expect(isGreen ? 'green' : failed > 0 ? 'red' : output).toBe('red');
    },
    2 * MINUTE,
  );
});

it(
  'are green with every construct of the language',
  async () => {
    const service = await TestedService.of(parseServiceModel(EVERY_CONSTRUCT));
    expect(await service.run()).toMatchObject({ isGreen: true, failed: 0 });
    await service.remove();
  },
  5 * MINUTE,
);
