import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';

const read = (file: string) => readFileSync(join(REPOSITORY_ROOT, file), 'utf8');
const files = (folder: string) =>
  readdirSync(join(REPOSITORY_ROOT, folder), { recursive: true, encoding: 'utf8' }).filter(
    (file) => !/(^|\/)(node_modules|dist)\//.test(file),
  );

const folders = ['apps', 'libs', 'tools'].flatMap((rank) =>
  files(rank)
    .filter((file) => /^[^/]+\/project\.json$/.test(file))
    .map((file) => `${rank}/${dirname(file)}`),
);

describe('a project', () => {
  it.each(folders)('offers a target for each kind of test that it has: %s', (folder) => {
    const { targets } = JSON.parse(read(`${folder}/project.json`)) as { targets: Record<string, unknown> };
    const has = (ending: RegExp) => files(folder).some((file) => ending.test(file));
    if (has(/(?<!integration-|e2e-)spec\.tsx?$/)) expect(targets).toHaveProperty('test');
    if (has(/integration-spec\.ts$/)) expect(targets).toHaveProperty('integration');
    expect(targets).toHaveProperty('lint');
    expect(targets).toHaveProperty('typecheck');
  });

  it('is every folder of a rank that holds specs, so that none is left out', () => {
    for (const rank of ['apps', 'libs', 'tools']) {
      const withSpecs = files(rank).filter((file) => /spec\.tsx?$/.test(file));
      for (const file of withSpecs) expect(folders).toContain(`${rank}/${file.split('/')[0]}`);
    }
  });
});
