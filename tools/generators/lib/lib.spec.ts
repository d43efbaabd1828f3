import { readJson, type Tree } from '@nx/devkit';
import { readReadme } from '../../docs/lib-readmes';
import { changedPaths, checkoutInMemory, typeErrors } from '../test/checkout';
import generateLib from './lib';

/** With other work on the machine compiling takes a while. */
const COMPILE_MS = 180_000;

const AUDIT = { name: 'audit-log', rank: 1, purpose: 'What was done by whom.' };

describe('the generator of libs', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = checkoutInMemory();
  });
  const text = (path: string) => tree.read(path, 'utf-8') ?? '';

  it('makes the project, and enters it wherever libs are listed', async () => {
    await generateLib(tree, AUDIT);
    expect(changedPaths(tree)).toEqual([
      'CONTRIBUTING.md',
      'docs/ARCHITECTURE.md',
      'libs/audit-log/README.md',
      'libs/audit-log/project.json',
      'libs/audit-log/src/audit-log.ts',
      'libs/audit-log/src/index.ts',
      'libs/audit-log/tsconfig.json',
      'tsconfig.base.json',
    ]);
    expect(readJson(tree, 'libs/audit-log/project.json')).toEqual({
      ...readJson(tree, 'libs/contracts/project.json'),
      ...{ name: 'audit-log', sourceRoot: 'libs/audit-log/src', tags: ['rank:1'] },
    });
    expect(text('libs/audit-log/tsconfig.json')).toBe(text('libs/contracts/tsconfig.json'));
    expect(text('tsconfig.base.json')).toContain(
      '"@amplication/audit-log": ["./libs/audit-log/src/index.ts"],\n      "@amplication/bitbucket-client"',
    );
    expect(text('docs/ARCHITECTURE.md')).toMatch(
      /\n\| 1 +\| `libs\/[a-z-]+`[^\n]*\n\| 1 +\| `libs\/audit-log` +\| What was done by whom\. +\|\n\| 0/,
    );
    expect(text('CONTRIBUTING.md')).toMatch(/\| 1 +\| `libs\/audit-log` +\| what was done by whom +\|\n\| 0/);
  });

  it.each([0, 2])('finds the rows of rank %s', async (rank) => {
    await generateLib(tree, { ...AUDIT, rank });
    for (const page of ['docs/ARCHITECTURE.md', 'CONTRIBUTING.md'])
      expect(text(page)).toMatch(
        new RegExp(`\\n\\| ${rank} +\\| \`libs[^\\n]*\\n\\| ${rank} +\\| \`libs/audit-log\``),
      );
  });

  it.each(['aaa', 'zzz'])('keeps the aliases JSON with the name %s', async (name) => {
    await generateLib(tree, { ...AUDIT, name });
    expect(readJson(tree, 'tsconfig.base.json').compilerOptions.paths).toHaveProperty([
      `@amplication/${name}`,
    ]);
  });

  it(
    'has an example that compiles, and names what the lib exports',
    async () => {
      await generateLib(tree, AUDIT);
      const { example, surface } = readReadme('audit-log', text('libs/audit-log/README.md'));
      expect(surface).toEqual(['AuditLog']);
      tree.write('libs/audit-log/README.ts', example ?? '');
      expect(typeErrors(tree)).toEqual([]);
      tree.write('libs/audit-log/README.ts', (example ?? '').replaceAll('AuditLog', 'Nothing'));
      expect(typeErrors(tree)).not.toEqual([]);
    },
    COMPILE_MS,
  );

  it.each([
    ['a name in another case', { name: 'AuditLog' }, 'such as audit-log: not "AuditLog"'],
    ['a name that is taken', { name: 'contracts' }, 'There is a project contracts already'],
    ['the name of a service', { name: 'amplication-server' }, 'choose another name'],
    ['the rank of apps', { rank: 3 }, 'Give --rank=0, 1 or 2'],
    ['a rank between ranks', { rank: 0.5 }, 'Give --rank=0, 1 or 2'],
    ['no purpose', { purpose: '' }, '--purpose='],
    ['a purpose that breaks the tables', { purpose: 'A | B.' }, '--purpose='],
  ])('refuses %s, says what to do, and writes nothing', async (_what, options, sentence) => {
    await expect(generateLib(tree, { ...AUDIT, ...options })).rejects.toThrow(sentence);
    expect(changedPaths(tree)).toEqual([]);
  });
});
