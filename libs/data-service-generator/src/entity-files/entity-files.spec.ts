import { sampleFiles } from '../sample/sample-files.fixture';

it.each([
  'src/generated/orders/columns.ts',
  'src/generated/orders/scope.ts',
  'src/generated/orders/list.ts',
  'src/generated/orders/repository.ts',
  'src/generated/orders/relations.ts',
  'src/generated/orders/service.base.ts',
  'src/generated/orders/controller.base.ts',
  'src/generated/orders/of-customer.controller.ts',
  'src/generated/orders/routes.ts',
  'src/generated/products/of-category.controller.ts',
])('%s of the sample reads like this', (path) => {
  expect(sampleFiles().get(path)).toMatchSnapshot();
});
