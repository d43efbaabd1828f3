import { sampleFiles } from '../sample/sample-files.fixture';

it.each([
  'src/generated/orders/dto/create-order.dto.ts',
  'src/generated/orders/dto/update-order.dto.ts',
  'src/generated/orders/dto/order.dto.ts',
  'src/generated/orders/dto/order.key.ts',
  'src/generated/orders/dto/order.filters.ts',
])('%s of the sample reads like this', (path) => {
  expect(sampleFiles().get(path)).toMatchSnapshot();
});
