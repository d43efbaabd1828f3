import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** By the path below its folder, the lines of each file. */
export type RuntimeLines = Record<string, string[]>;

/** What every generated service holds, and what its tests have in common. */
export const FOLDERS = { runtime: 'embedded.json', 'runtime-test': 'embedded-tests.json' } as const;

/** What every generated service holds as it stands: the sources of a folder, without specs. */
export function readRuntimeFiles(name: keyof typeof FOLDERS): RuntimeLines {
  const folder = fileURLToPath(new URL(`../../libs/data-service-generator/${name}`, import.meta.url));
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/[.-]spec\.ts$/.test(entry.name))
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
    .sort();
  return Object.fromEntries(
    paths.map((path) => [path, readFileSync(`${folder}/${path}`, 'utf8').replace(/\n$/, '').split('\n')]),
  );
}
