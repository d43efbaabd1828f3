import { publishedSchema } from '@amplication/service-model';
import { writeFileSync } from 'node:fs';
import { readCommandLine } from '../command/command-line';

/** `npm run docs:model`: writes docs/model.schema.json, the JSON Schema of models. */
readCommandLine({
  name: 'npm run docs:model',
  help: 'Writes docs/model.schema.json from the code of libs/service-model.',
});
writeFileSync(
  new URL('../../docs/model.schema.json', import.meta.url),
  `${JSON.stringify(publishedSchema(), null, 2)}\n`,
);
