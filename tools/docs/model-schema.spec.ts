import { readYaml, textSchema } from '@amplication/model-text';
import { publishedSchema } from '@amplication/service-model';
import { readFileSync } from 'node:fs';

const read = (file: string) => readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');

it.each([
  ['model.schema.json', publishedSchema],
  ['model-text.schema.json', textSchema],
])('docs/%s says what the code says; if not, run `npm run docs:model`', (file, schema) => {
  expect(JSON.parse(read(file))).toEqual(JSON.parse(JSON.stringify(schema())));
});

it('docs/model-text.md shows a text that can be read', () => {
  const [, example = ''] = /^```yaml\n([^]*?)^```$/m.exec(read('model-text.md')) ?? [];
  const { model } = readYaml(example);
  expect(model.entities.map(({ name }) => name)).toEqual(['Customer', 'Order', 'Tag']);
});
