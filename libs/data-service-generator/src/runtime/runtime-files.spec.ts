import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GeneratedFile } from '../render/generated-file';
import { runtimeFiles, supportFiles } from './runtime-files';

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

const sourcesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/[.-]spec\.ts$/.test(path))
    .sort();

const contents = (files: readonly GeneratedFile[]) =>
  new Map(files.map(({ path, content }) => [path, content]));

it('holds what stands in runtime/; `npm run generator:embed` writes it anew', () => {
  const folder = folderOf('runtime');
  const sources = sourcesOf(folder);
  const embedded = contents(runtimeFiles());

  expect([...embedded.keys()].sort()).toEqual(sources.map((path) => `src/generated/${path}`));
  for (const path of sources)
    expect(embedded.get(`src/generated/${path}`)?.endsWith(readFileSync(`${folder}/${path}`, 'utf8'))).toBe(
      true,
    );
});

it('holds what stands in runtime-test/, as it stands in a service', () => {
  const folder = folderOf('runtime-test');
  const sources = sourcesOf(folder);
  const embedded = contents(supportFiles());

  expect([...embedded.keys()].sort()).toEqual(sources.map((path) => `test/generated/support/${path}`));
  for (const path of sources) {
    const up = path.includes('/') ? '../../' : '../';
    const text = readFileSync(`${folder}/${path}`, 'utf8');
    const inService = text.replaceAll(`from '${up}runtime/`, `from '${up}../../src/generated/`);
    expect(embedded.get(`test/generated/support/${path}`)?.endsWith(inService)).toBe(true);
  }
});
