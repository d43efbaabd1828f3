import { createBitbucketClient } from '@amplication/bitbucket-client';
import { GitConnections, KeyRing } from '@amplication/git-connections';
import { waitFor } from '@amplication/testing';
import { WorkerWorld } from './worker-world';

const FILES = { 'src/main.ts': 'export const version = 1;\n' };

describe('a member who is removed while a build goes through their grant', () => {
  let world: WorkerWorld;
  beforeEach(async () => {
    world = await WorkerWorld.start();
    await world.startWorker();
  }, 60_000);
  afterEach(() => world?.stop(), 60_000);

  /** As the server does it, without the revocation: Bitbucket documents none. */
  async function remove(): Promise<void> {
    const { url } = world.bitbucket;
    const connections = new GitConnections({
      database: world.database,
      client: createBitbucketClient({
        ...{ apiUrl: `${url}/2.0`, siteUrl: url, gitUrl: url },
        ...{ clientId: 'amplication-local', clientSecret: 'amplication-local-secret' },
      }),
      keys: KeyRing.parse(world.environment().TOKEN_ENCRYPTION_KEYS ?? ''),
      siteUrl: url,
      clientId: 'amplication-local',
    });
    await world.database.db.transaction((tx) =>
      connections.withdraw(tx, world.workspaceId, world.workspaceId),
    );
  }

  it.each([
    ['before it reads the repository', 'git-upload-pack$', false],
    ['when the push is on its way', 'git-receive-pack$', true],
    ['before it opens the pull request', 'effective-default-reviewers', true],
  ])(
    '%s: nothing is begun with it after that',
    async (_when, path, isPushed) => {
      const linked = await world.link();
      const hold = await world.bitbucket.hold(path, 0);
      const build = await world.makeBuild(linked, FILES);
      await world.send(build);
      await waitFor(hold.isHolding, { timeoutMs: 20_000, what: 'the request' });
      await remove();
      await hold.release();
      expect(await world.outcome(build)).toMatchObject({
        topic: 'failed',
        code: 'CONNECTION_MEMBER_LEFT',
        action: 'reconnect',
      });
      const { heads, pullRequests } = await world.bitbucket.repository(linked.slug);
      expect(linked.target.workBranch in heads).toBe(isPushed);
      expect(pullRequests).toEqual([]);
    },
    60_000,
  );
});
