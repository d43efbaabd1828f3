import { textSchema } from '@amplication/model-text';
import { publishedSchema } from '@amplication/service-model';
import { writeFileSync } from 'node:fs';
import { readCommandLine } from '../command/command-line';

/** `npm run docs:model`: writes the JSON Schemas of models, as JSON and as text. */
readCommandLine({
  name: 'npm run docs:model',
  help: 'Writes docs/model.schema.json and docs/model-text.schema.json from the code.',
});
for (const [file, schema] of [
  ['model.schema.json', publishedSchema()],
  ['model-text.schema.json', textSchema()],
] as const)
  writeFileSync(new URL(`../../docs/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
