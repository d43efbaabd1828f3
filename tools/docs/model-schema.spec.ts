import { publishedSchema } from '@amplication/service-model';
import { readFileSync } from 'node:fs';

it('docs/model.schema.json says what the code says; if not, run `npm run docs:model`', () => {
  const committed = readFileSync(new URL('../../docs/model.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(publishedSchema());
});
