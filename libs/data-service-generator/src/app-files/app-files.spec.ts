import { sampleFiles } from '../sample/sample-files.fixture';

it.each([
  'src/generated/app.ts',
  'src/generated/modules.ts',
  'src/generated/repositories.module.ts',
  'src/generated/permissions.ts',
  'src/generated/enums/order-status.ts',
])('%s of the sample reads like this', (path) => {
  expect(sampleFiles().get(path)).toMatchSnapshot();
});
