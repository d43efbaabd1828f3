import { makeProject, makeRepository, makeUser, makeWorkspace } from './factory';
import { namedUuid } from './identity';
import { type BitbucketWorkspace, type Consumer, type Repository, type State, STATE_VERSION } from './model';

/** Key of the consumer that is always there. */
export const BUILT_IN_CONSUMER = 'amplication-local';

/** The ticks of the documentation page: what Amplication's consumer asks for. */
export const DOCUMENTED_SCOPES = [
  'account',
  'team:write',
  'project',
  'project:admin',
  'repository:write',
  'repository:admin',
  'pullrequest:write',
  'webhook',
];

function repository(
  workspace: BitbucketWorkspace,
  slug: string,
  details: Partial<Repository> = {},
): Repository {
  return makeRepository(workspace, slug, {
    uuid: namedUuid(`repository ${workspace.slug}/${slug}`),
    description: `Seeded repository ${slug}`,
    ...details,
  });
}

/** alice's side: a handful of Bitbucket workspaces with each right that matters. */
function aliceSide(
  alice: string,
  bob: string,
): { workspaces: BitbucketWorkspace[]; repositories: Repository[] } {
  const home = makeWorkspace('alice', 'Alice Liddell', { [alice]: 'owner' });
  const acme = makeWorkspace('acme', 'Acme', { [alice]: 'owner', [bob]: 'member' });
  acme.projects.push(makeProject(namedUuid('project acme PLAT'), 'PLAT', 'Platform'));
  const globex = makeWorkspace('globex', 'Globex', { [alice]: 'create-project' });
  const initech = makeWorkspace('initech', 'Initech', { [alice]: 'member' });
  return {
    workspaces: [home, acme, globex, initech],
    repositories: [
      repository(home, 'notes'),
      repository(acme, 'shop-web'),
      repository(acme, 'billing-service', { projectKey: 'PLAT' }),
      repository(acme, 'handbook', { isPrivate: false }),
      repository(acme, 'empty-service', { content: 'empty', mainBranch: null }),
      repository(globex, 'inventory'),
      repository(globex, 'legacy-archive', { memberAccess: 'read' }),
      repository(initech, 'payroll', { memberAccess: 'read' }),
      repository(initech, 'secret-plans', { memberAccess: 'none' }),
    ],
  };
}

/** bob's side: 120 Bitbucket workspaces (with `acme`), one of them with 300 repositories. */
function bobSide(bob: string): { workspaces: BitbucketWorkspace[]; repositories: Repository[] } {
  const home = makeWorkspace('bob', 'Bob Builder', { [bob]: 'owner' });
  const warehouse = makeWorkspace('warehouse', 'Warehouse', { [bob]: 'owner' });
  const teams = Array.from({ length: 117 }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    return makeWorkspace(`team-${number}`, `Team ${number}`, { [bob]: 'member' });
  });
  const services = Array.from({ length: 300 }, (_, index) =>
    repository(warehouse, `service-${String(index + 1).padStart(3, '0')}`),
  );
  return { workspaces: [home, warehouse, ...teams], repositories: services };
}

/** The state of a fresh emulator. */
export function seedState(callbackUrl: string): State {
  const users = [makeUser('alice', 'Alice Liddell'), makeUser('bob', 'Bob Builder')];
  const [alice, bob] = users.map((user) => user.uuid) as [string, string];
  const sides = [aliceSide(alice, bob), bobSide(bob)];
  const consumer: Consumer = {
    key: BUILT_IN_CONSUMER,
    secret: 'amplication-local-secret',
    name: 'Amplication (local)',
    callbackUrl,
    scopes: DOCUMENTED_SCOPES,
    lockedUntil: 0,
  };
  return {
    version: STATE_VERSION,
    users,
    workspaces: sides.flatMap((side) => side.workspaces),
    repositories: sides.flatMap((side) => side.repositories),
    consumers: [consumer],
    grants: [],
    codes: {},
    accessTokens: {},
    refreshTokens: {},
  };
}
