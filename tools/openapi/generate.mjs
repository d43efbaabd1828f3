/**
 * Writes the OpenAPI document of amplication-server to apps/amplication-server/openapi.json, from the code alone.
 * `--print` writes it to standard output instead, for the test that compares it with the committed file.
 * Plain JavaScript under plain node: Vite writes the decorators' metadata that Nest reads, and tsx would load a second
 * copy of Nest for packages that are CommonJS.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const file = resolve(root, 'apps/amplication-server/openapi.json');
const source = resolve(root, 'apps/amplication-server/src/openapi/document.ts');

const settings = { root, configFile: false, logLevel: 'error', resolve: { tsconfigPaths: true } };

const commandLine = await runnerImport(resolve(root, 'tools/command/command-line.ts'), settings);
const { values } = commandLine.module.readCommandLine({
  name: 'npm run openapi',
  help: "Writes the server's OpenAPI document from its code.",
  options: { print: { kind: 'flag', help: 'Writes it to standard output instead.' } },
});

const { module } = await runnerImport(source, settings);
const json = JSON.stringify(await module.createApiDocument());
const text = await format(json, { ...(await resolveConfig(file)), parser: 'json' });

if (values.print) {
  process.stdout.write(text);
} else {
  await writeFile(file, text);
  console.log(`Wrote ${file}`);
}
