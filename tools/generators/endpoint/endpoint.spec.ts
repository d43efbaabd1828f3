import type { Tree } from '@nx/devkit';
import { changedPaths, checkoutInMemory, typeErrors } from '../test/checkout';
import generateEndpoint from './endpoint';
import type { EndpointOptions } from './endpoint-options';

/** Compiles what imports Nest; with other work on the machine that takes a while. */
const COMPILE_MS = 180_000;

const SOURCE = 'apps/amplication-server/src';
/** Folders move; the generator takes the paths that it is given, and so does this spec. */
const folderOf = (tree: Tree, file: string, folder = SOURCE): string | undefined =>
  tree.exists(`${folder}/${file}`)
    ? folder.slice(SOURCE.length + 1)
    : tree
        .children(folder)
        .filter((name) => !tree.isFile(`${folder}/${name}`))
        .map((name) => folderOf(tree, file, `${folder}/${name}`))
        .find((found) => found !== undefined);

describe('the generator of endpoints', () => {
  let tree: Tree;
  let usage: EndpointOptions;
  let ofMembers: EndpointOptions;
  beforeEach(() => {
    tree = checkoutInMemory();
    usage = {
      name: 'getResourceUsage',
      folder: folderOf(tree, 'resources.controller.ts') ?? '',
      controller: 'resources',
      path: '/api/resources/:resourceId/usage',
      summary: 'How much a service is used',
    };
    ofMembers = {
      name: 'getMembersUsage',
      folder: folderOf(tree, 'members.controller.ts') ?? '',
      controller: 'members',
      path: '/api/workspaces/:workspaceId/members/usage',
      summary: "How much a workspace's members use",
      for: 'owners',
    };
  });
  const text = (path: string) => tree.read(path, 'utf-8') ?? '';

  it('adds a method to controller and service, an answer and a test, and nothing else', async () => {
    await generateEndpoint(tree, usage);
    const folder = `${SOURCE}/${usage.folder}`;
    expect(changedPaths(tree)).toEqual([
      `${folder}/resources.controller.ts`,
      `${folder}/resources.dto.ts`,
      `${folder}/resources.service.ts`,
      'apps/amplication-server/test/get-resource-usage.integration-spec.ts',
    ]);
    expect(text(`${folder}/resources.controller.ts`)).toContain(`
  @Get('resources/:resourceId/usage')
  @ForMembers('resourceId')
  @Operation({
    id: 'getResourceUsage',
    summary: 'How much a service is used',
    returns: ResourceUsageView,
    errors: { 404: 'NOT_FOUND' },
  })
  getResourceUsage(
    @CurrentAccess() { workspaceId }: Access,
    @Param('resourceId') resourceId: string,
  ): Promise<ResourceUsageView> {
    return this.resources.getResourceUsage(workspaceId, resourceId);
  }
}
`);
    expect(text(`${folder}/resources.service.ts`)).toContain('return { workspaceId, resourceId };');
    const test = text('apps/amplication-server/test/get-resource-usage.integration-spec.ts');
    for (const status of [200, 401, 404]) expect(test).toContain(String(status));
    expect(test).not.toContain('403');
  });

  it('leaves to the class what the class documents, and adds to the tests what only owners may do', async () => {
    await generateEndpoint(tree, ofMembers);
    const controller = text(`${SOURCE}/${ofMembers.folder}/members.controller.ts`);
    expect(controller).toMatch(/@Get\('usage'\)\n {2}@ForOwners\('workspaceId'\)\n {2}@Operation\(/);
    expect(controller).toContain("errors: { 403: 'FORBIDDEN', 404: 'NOT_FOUND' }");
    const test = text('apps/amplication-server/test/get-members-usage.integration-spec.ts');
    for (const status of [200, 401, 403, 404]) expect(test).toContain(String(status));
    expect(text('apps/amplication-server/test/access.integration-spec.ts')).toContain(
      "  'getMembersUsage',\n]);",
    );
  });

  it(
    'writes what compiles, for each parameter that leads to a workspace',
    async () => {
      await generateEndpoint(tree, usage);
      await generateEndpoint(tree, {
        ...usage,
        name: 'getResourceCost',
        path: '/api/resources/:resourceId/cost',
      });
      await generateEndpoint(tree, { ...usage, name: 'getUse', path: '/api/workspaces/:workspaceId/use' });
      await generateEndpoint(tree, ofMembers);
      await generateEndpoint(tree, {
        ...{ name: 'getBuildDuration', path: '/api/builds/:buildId/duration' },
        ...{ folder: folderOf(tree, 'builds.controller.ts') ?? '', controller: 'builds' },
        summary: 'How long a build took',
      });
      expect(text(`${SOURCE}/${usage.folder}/resources.controller.ts`)).toMatch(
        /@ForMembers\('workspaceId'\)\n {2}@IdParam\('workspaceId'\)\n {2}@Operation\(\{[^}]*'getUse'/,
      );
      expect(typeErrors(tree)).toEqual([]);
    },
    COMPILE_MS,
  );

  it.each([
    [
      'a name that is no question',
      { name: 'archiveResource' },
      'such as getResourceUsage: not "archiveResource"',
    ],
    ['a name that is taken', { name: 'getResource' }, 'There is a getResource already'],
    ['a summary that is a sentence', { summary: 'Usage.' }, 'without a full stop'],
    [
      'a folder that there is not',
      { folder: 'nowhere' },
      '"nowhere" is no folder with a controller: give --folder one of ',
    ],
    ['half the name of a folder', { folder: 'sources' }, 'is no folder with a controller'],
    ['no folder', { folder: '' }, 'is no folder with a controller'],
    ['a controller that there is not', { controller: 'nothing' }, 'give --controller one of '],
    ['a path elsewhere', { path: '/resources/:resourceId/usage' }, 'begin with /api/'],
    ['a path in another case', { path: '/api/resources/:resourceId/Usage' }, 'small letters'],
    ['a path that ends in a slash', { path: '/api/resources/:resourceId/' }, 'without a slash at the end'],
    [
      'a path without a workspace',
      { path: '/api/usage' },
      'exactly one of :workspaceId, :resourceId, :buildId',
    ],
    ['a path with two parameters', { path: '/api/resources/:resourceId/builds/:buildId' }, 'exactly one of'],
    ['a path that is taken', { path: '/api/resources/:resourceId' }, 'is answered by getResource,'],
  ])('refuses %s, says what to do, and writes nothing', async (_what, options, sentence) => {
    await expect(generateEndpoint(tree, { ...usage, ...options })).rejects.toThrow(sentence);
    expect(changedPaths(tree)).toEqual([]);
  });

  it('asks which controller is meant where there are several', async () => {
    tree.write(`${SOURCE}/${usage.folder}/other.controller.ts`, '');
    const { controller: _controller, ...rest } = usage;
    await expect(generateEndpoint(tree, rest)).rejects.toThrow('add --controller, one of ');
  });

  it('finds a folder by the end of its path, unless there are two', async () => {
    const [end = ''] = (usage.folder ?? '').split('/').slice(-1);
    const [from, below] = [`${SOURCE}/${usage.folder}`, `${SOURCE}/some/where/${end}`];
    tree.write(`${below}/resources.controller.ts`, text(`${from}/resources.controller.ts`));
    await expect(generateEndpoint(tree, { ...usage, folder: `where/${end}` })).rejects.toThrow(
      `There is no ${below}/resources.service.ts`,
    );
    tree.write(`${SOURCE}/else/where/${end}/resources.controller.ts`, '');
    await expect(generateEndpoint(tree, { ...usage, folder: `where/${end}` })).rejects.toThrow(
      'is several folders with a controller: give --folder one of ',
    );
  });

  it('refuses a controller that has no service', async () => {
    const bare = {
      ...usage,
      folder: folderOf(tree, 'installation.controller.ts') ?? '',
      controller: 'installation',
    };
    await expect(generateEndpoint(tree, bare)).rejects.toThrow('has no service in its constructor');
  });

  it('refuses a path that another one stands for', async () => {
    const openapi = 'apps/amplication-server/openapi.json';
    tree.write(
      openapi,
      text(openapi)
        .replace('"paths":{', '"paths": {')
        .replace(
          /"paths": \{/,
          '"paths": {"/api/resources/{resourceId}/{part}": {"get": {"operationId": "getPart"}},',
        ),
    );
    await expect(generateEndpoint(tree, usage)).rejects.toThrow('is answered by getPart');
  });
});
