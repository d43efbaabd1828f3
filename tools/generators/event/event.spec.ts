import type { Tree } from '@nx/devkit';
import { changedPaths, checkoutInMemory, typeErrors } from '../test/checkout';
import generateEvent from './event';
import type { EventOptions } from './event-options';

/** Compiles what imports class-validator; with other work on the machine that takes a while. */
const COMPILE_MS = 180_000;

const ARCHIVED: EventOptions = {
  name: 'build.archived',
  from: ['amplication-server'],
  to: ['amplication-build-manager', 'amplication-git-pull-request-service'],
  purpose: "A user archived a build's files.",
  key: 'resourceId',
  fields: ['archivedAt:time', 'size:count', 'reason:text', 'repositoryUuid:bitbucket-uuid'],
};

describe('the generator of events', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = checkoutInMemory();
  });
  const text = (path: string) => tree.read(`libs/contracts/${path}`, 'utf-8') ?? '';

  it('adds body, topic, exports, example and surface, and nothing else', async () => {
    await generateEvent(tree, ARCHIVED);
    expect(changedPaths(tree)).toEqual([
      'libs/contracts/README.md',
      'libs/contracts/src/events/build-events.ts',
      'libs/contracts/src/events/catalogue.spec.ts',
      'libs/contracts/src/events/catalogue.ts',
      'libs/contracts/src/index.ts',
    ]);
    expect(text('src/events/build-events.ts')).toMatch(
      [
        "/** A user archived a build's files. */",
        'export class BuildArchived extends BuildReference {',
        '  @IsUUID() resourceId!: string;',
        '  @IsISO8601() archivedAt!: string;',
        '  @IsInt() @Min(0) size!: number;',
        '  @IsNotEmpty() @MaxLength(255) @IsString() reason!: string;',
        '  @Matches(BITBUCKET_UUID) repositoryUuid!: string;',
        '}',
        '',
      ].join('\n'),
    );
    const catalogue = text('src/events/catalogue.ts');
    expect(catalogue).toContain("name: 'build.archived.v1',\n  key: 'resourceId',");
    expect(catalogue).toContain('keyOf: (body: BuildArchived) => body.resourceId,');
    expect(catalogue).toContain('from: [SERVER],\n  to: [BUILD_MANAGER, WORKER],');
    expect(catalogue).toContain('  BUILD_PROGRESS,\n  BUILD_ARCHIVED,\n  PULL_REQUEST_COMPLETED,');
    expect(text('src/events/catalogue.spec.ts')).toContain("'build.archived.v1': {\n    buildId: ID,");
    expect(text('src/index.ts')).toMatch(/BuildArchived,[^]*BUILD_ARCHIVED,/);
    expect(text('README.md')).toContain('`BUILD_PROGRESS`, `BUILD_ARCHIVED`, `PULL');
    expect(text('README.md')).toContain('`BuildProgress`, `BuildArchived`, `PullR');
  });

  it('keys by the build by default, and needs no fields', async () => {
    const { key: _key, fields: _fields, ...rest } = ARCHIVED;
    await generateEvent(tree, { ...rest, name: 'pull-request.merged' });
    expect(text('src/events/pull-request-events.ts')).toContain(
      'export class PullRequestMerged extends BuildReference {}',
    );
    expect(text('src/events/catalogue.ts')).toContain(
      "key: 'buildId',\n  keyOf: (body: PullRequestMerged) => body.buildId,",
    );
  });

  it(
    'writes what compiles, one event after another',
    async () => {
      await generateEvent(tree, ARCHIVED);
      await generateEvent(tree, { ...ARCHIVED, name: 'build.restored', key: 'workspaceId' });
      await generateEvent(tree, { ...ARCHIVED, name: 'pull-request.merged', key: 'repositoryUuid' });
      expect(text('src/events/catalogue.ts')).toContain(
        "key: 'Bitbucket repository uuid',\n  keyOf: (body: PullRequestMerged)",
      );
      expect(typeErrors(tree)).toEqual([]);
    },
    COMPILE_MS,
  );

  it.each([
    ['a name without a subject', { name: 'archived' }, 'such as build.archived: not "archived"'],
    ['a name with a version', { name: 'build.archived.v2' }, 'without a version'],
    ['no name', { name: undefined }, 'Name the event <whose>.<what has happened>'],
    ['a subject that there is not', { name: 'invoice.paid' }, 'There are events of build, pull-request'],
    ['a name that is taken', { name: 'build.failed' }, 'build.failed is BUILD_FAILED already'],
    ['a sender that there is not', { from: ['billing'] }, '--from=billing is no service'],
    [
      'a reader that there is not',
      { to: ['billing'] },
      'one or more of amplication-server, amplication-build',
    ],
    ['no reader', { to: [] }, 'Give --to: one or more of amplication-server'],
    ['no sentence', { purpose: 'archived' }, '--purpose='],
    [
      'a kind that there is not',
      { fields: ['a:money'] },
      'with a kind of id, bitbucket-uuid, text, time, count',
    ],
    ['a field without a kind', { fields: ['a'] }, 'name:kind'],
    ['a field twice', { fields: ['a:id', 'a:text'] }, 'a is in --fields twice'],
    ['a field of every body', { fields: ['attempt:count'] }, 'leave it out of --fields'],
    ['a secret', { fields: ['accessToken:text'] }, 'No event carries a secret'],
    ['a field in another case', { fields: ['archived_at:time'] }, 'camelCase'],
    ['a key of no kind', { key: 'slug' }, '--fields=slug:text'],
  ] satisfies [string, Partial<Record<keyof EventOptions, unknown>>, string][])(
    'refuses %s, says what to do, and writes nothing',
    async (_what, options, sentence) => {
      await expect(generateEvent(tree, { ...ARCHIVED, ...options } as EventOptions)).rejects.toThrow(
        sentence,
      );
      expect(changedPaths(tree)).toEqual([]);
    },
  );
});
