import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY_ROOT } from '../platform/paths';
import { COVERED } from './covered-commands';
import { commandsIn, documentedCommands } from './documented-commands';

const documented = documentedCommands(REPOSITORY_ROOT);
const read = (file: string) => JSON.parse(readFileSync(join(REPOSITORY_ROOT, file), 'utf8'));

/** `npx nx <target> <project>` is looked up: the target must be one of the project's. Options go to Jest. */
const TARGET = /^npx nx (serve|test|integration|build|lint|typecheck)(?: ([^\s-]\S*))?(?: -.*)?$/;

/** `npx nx g …` is typed, as every page has it, by tools/generators/test/commands.proof-spec.ts. */
const GENERATOR = /^npx nx g \.\/tools\/generators:(\w+) /;

/** What is wrong with a documented command, or null. */
function gap(command: string): string | null {
  const [, generator] = GENERATOR.exec(command) ?? [];
  if (generator !== undefined)
    return read('tools/generators/generators.json').generators[generator]
      ? null
      : `there is no generator ${generator}`;
  const target = TARGET.exec(command);
  if (!target) return COVERED[command] ? null : 'no test is named for it in tools/docs/covered-commands.ts';
  const [, name = '', project = '<project>'] = target;
  if (!read('nx.json').targetDefaults[name]) return `nx.json has no target ${name}`;
  if (project === '<project>') return null;
  const file = [`apps/${project}`, `libs/${project}`, project.replace(/^tools-/, 'tools/')]
    .map((folder) => `${folder}/project.json`)
    .find((path) => existsSync(join(REPOSITORY_ROOT, path)));
  if (file === undefined) return `there is no project ${project}`;
  return read(file).targets[name] ? null : `${project} has no target ${name}`;
}

describe('a command that a page has the reader type', () => {
  it('is found in blocks, in sentences and in comments', () => {
    const page = [
      'npm ci && npm start',
      'NODE_ENV=production npm run topics   # often; `npm test`',
      'Type `npx nx serve a`, or `node x`.',
    ];
    expect(commandsIn('a.md', page.join('\n'))).toEqual([
      { command: 'npm ci', where: 'a.md:1' },
      { command: 'npm start', where: 'a.md:1' },
      { command: 'npm run topics', where: 'a.md:2' },
      { command: 'npm test', where: 'a.md:2' },
      { command: 'npx nx serve a', where: 'a.md:3' },
    ]);
  });

  it('is covered by a test', () => {
    expect(documented.length).toBeGreaterThan(40);
    const gaps = documented.map(({ command, where }) => ({ command, where, gap: gap(command) }));
    expect(gaps.filter((found) => found.gap !== null)).toEqual([]);
  });

  it('is not covered when nobody has named a test for it', () => {
    expect(gap('npm run nonsense')).toContain('no test');
    expect(gap('npx nx serve nothing')).toBe('there is no project nothing');
    expect(gap('npx nx build amplication-server')).toBeNull();
    expect(gap('npx nx test jobs --testPathPatterns lease')).toBeNull();
    expect(gap('npx nx test tools-docs')).toBeNull();
    expect(gap('npx nx g ./tools/generators:lib audit-log --rank=1')).toBeNull();
    expect(gap('npx nx g ./tools/generators:page home')).toBe('there is no generator page');
    expect(gap('npx nx serve jobs')).toBe('jobs has no target serve');
  });

  it.each(Object.entries(COVERED))('is still documented, and its tests exist: %s', (command, { by = [] }) => {
    expect(documented.map((found) => found.command)).toContain(command);
    for (const file of by)
      expect({ file, exists: existsSync(join(REPOSITORY_ROOT, file)) }).toEqual({ file, exists: true });
  });

  it.each(Object.keys(COVERED).filter((command) => command.startsWith('npm run ')))(
    'is a script of package.json: %s',
    (command) => {
      expect(Object.keys(read('package.json').scripts)).toContain(command.split(' ')[2]);
    },
  );
});
