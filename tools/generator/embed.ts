import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '../command/command-line';
import { FOLDERS, readRuntimeFiles } from './runtime-files';

readCommandLine({
  name: 'npm run generator:embed',
  help: 'Writes what every generated service holds as it stands (libs/data-service-generator/runtime and runtime-test) to where the generator reads it.',
});
for (const folder of ['runtime', 'runtime-test'] as const) {
  const path = fileURLToPath(
    new URL(`../../libs/data-service-generator/src/runtime/${FOLDERS[folder]}`, import.meta.url),
  );
  writeFileSync(path, `${JSON.stringify(readRuntimeFiles(folder), null, 2)}\n`);
  console.log(`wrote ${path}`);
}
