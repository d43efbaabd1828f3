import { randomBytes } from 'node:crypto';
import {
  type BitbucketApi,
  type BitbucketClient,
  createBitbucketClient,
  type RepositoryReference,
} from '@amplication/bitbucket-client';
import type { BitbucketPerson } from './bitbucket-person';
import type { EmulatorControl } from './emulator-control';
import { collect, expectEqual, expectRefusal } from './expect';

/** Every call that the client has, also those that the platform needs seldom or not at all, with their refusals. */
export class ClientCalls {
  private readonly client: BitbucketClient;

  /** `url` is where the client finds Bitbucket; `person` has alice's account, too. */
  constructor(
    url: string,
    private readonly emulator: EmulatorControl,
    private readonly person: BitbucketPerson,
  ) {
    this.client = createBitbucketClient({
      apiUrl: `${url}/2.0`,
      siteUrl: url,
      gitUrl: url,
      clientId: 'amplication-local',
      clientSecret: 'amplication-local-secret',
      retry: { tries: 2, baseMs: 1 },
      visibilityWaitsMs: [10, 100, 1000],
    });
  }

  async run(): Promise<void> {
    const alice = await this.as('alice');
    await this.lists();
    await this.repositories(alice);
    await this.files(alice);
    await this.pullRequests(alice);
    await this.refusedPullRequests(alice);
    await this.webhooks(alice);
    await this.refusals(alice);
  }

  private async as(user: string, scopes?: readonly string[]): Promise<BitbucketApi> {
    const token = await this.emulator.token(user, scopes);
    return this.client.as({ userKey: user, accessToken: () => Promise.resolve(token) });
  }

  /** Of bob, who is in 120 Bitbucket workspaces, one of them with 300 repositories. */
  private async lists(): Promise<void> {
    const bob = await this.as('bob');
    expectEqual('Name of the user', (await bob.user.current()).displayName, 'Bob Builder');
    expectEqual('Bitbucket workspaces', (await collect(bob.workspaces.list())).length, 120);
    await bob.workspaces.page({ query: 'ware', page: 1, pageSize: 10 });
    expectEqual('Repositories', (await collect(bob.repositories.list('warehouse'))).length, 300);
    await bob.repositories.page('warehouse', {
      query: 'service "2\\',
      role: 'contributor',
      sort: '-updated_on',
      page: 1,
      pageSize: 10,
    });
    await bob.repositories.page('warehouse', { page: 3, pageSize: 100 });
  }

  private async repositories(alice: BitbucketApi): Promise<void> {
    expectEqual('Name of Acme', (await alice.workspaces.get('acme')).name, 'Acme');
    expectEqual('Permission in Globex', await alice.workspaces.permission('globex'), 'create-project');
    await collect(alice.projects.list('acme', { query: 'plat' }));
    const slug = `created-${randomBytes(4).toString('hex')}`;
    const wanted = { name: slug, slug, isPrivate: true, projectKey: 'PLAT', description: 'Orders' };
    const created = await alice.repositories.create('acme', wanted);
    await expectRefusal('REPOSITORY_EXISTS', alice.repositories.create('acme', wanted));
    expectEqual('Main branch', (await alice.repositories.get('acme', created.uuid)).mainBranch, null);
    expectEqual('Permission', await alice.repositories.permission('acme', slug), 'admin');
    expectEqual('Permission', await alice.repositories.permission('globex', 'legacy-archive'), 'read');
  }

  private async files(alice: BitbucketApi): Promise<void> {
    const repository = await this.emulator.repository({ empty: true });
    expectEqual('Branches', (await collect(alice.branches.list(repository))).length, 0);
    const files = new Map<string, string | null>([
      ['README.md', '# Orders\n'],
      ['docs/message', 'text\n'],
    ]);
    await alice.source.commit(repository, { message: 'Start', branch: 'main', files });
    const tip = (await alice.branches.get(repository, 'main'))?.target ?? '';
    await alice.branches.create(repository, { name: 'feature/ä#1', target: tip });
    await expectRefusal(
      'BITBUCKET_REFUSED',
      alice.branches.create(repository, { name: 'feature/ä#1', target: tip }),
    );
    expectEqual('Found', (await collect(alice.branches.list(repository, { query: 'ä' }))).length, 1);
    expectEqual('Missing branch', await alice.branches.get(repository, 'no/such'), null);
    const text = await alice.source.read(repository, 'feature/ä#1', 'docs/message');
    expectEqual('Text', text?.toString(), 'text\n');
    expectEqual('Missing file', await alice.source.read(repository, 'main', 'missing'), null);
    const next = { message: 'Again', branch: 'main', parent: tip, author: 'Alice <alice@example.com>' };
    await alice.source.commit(repository, { ...next, files: new Map([['docs/message', null]]) });
    await expectRefusal('BITBUCKET_CONFLICT', alice.source.commit(repository, { ...next, files }));
  }

  private async pullRequests(alice: BitbucketApi): Promise<void> {
    const repository = await this.emulator.repository();
    const branch = 'amplication/orders';
    expectEqual('Pull request', await alice.pullRequests.newestForBranch(repository, branch), null);
    const tip = await this.emulator.commit(repository, branch, 'a.txt');
    await this.person.call('PUT', `/repositories/acme/${repository.repo}/default-reviewers/bob`, 200);
    const { number } = await alice.pullRequests.create(repository, {
      title: 'Build 1',
      description: 'It is *new* & <b>plain</b>',
      sourceBranch: branch,
      destinationBranch: 'main',
      closeSourceBranch: false,
      draft: true,
      reviewers: await alice.pullRequests.defaultReviewers(repository, null),
    });
    await this.emulator.commit(repository, 'develop', 'd.txt');
    await alice.pullRequests.update(repository, number, { title: 'Build 2', destinationBranch: 'develop' });
    for (let comment = 1; comment <= 51; comment++)
      await alice.pullRequests.comment(repository, number, `Build **${comment}**`);
    expectEqual('Comments', (await collect(alice.pullRequests.comments(repository, number))).length, 51);
    const found = await alice.pullRequests.newestForBranch(repository, branch, { destination: 'develop' });
    expectEqual('Number', found?.number, number);
    const status = {
      key: 'amplication',
      name: 'Amplication',
      url: 'https://example.com/b',
      description: 'd',
    };
    for (const state of ['INPROGRESS', 'SUCCESSFUL', 'FAILED', 'STOPPED'] as const)
      await alice.commitStatuses.put(repository, tip, { ...status, state });
  }

  private async refusedPullRequests(alice: BitbucketApi): Promise<void> {
    const repository = await this.emulator.repository();
    await this.emulator.commit(repository, 'work', 'a.txt');
    const main = await alice.branches.get(repository, 'main');
    await alice.branches.create(repository, { name: 'same', target: main?.target ?? '' });
    const open = (sourceBranch: string, destinationBranch: string, reviewers: string[] = []) =>
      alice.pullRequests.create(repository, {
        title: 'Build',
        description: '',
        sourceBranch,
        destinationBranch,
        reviewers,
      });
    await expectRefusal('PULL_REQUEST_NO_CHANGES', open('same', 'main'));
    await expectRefusal('BASE_BRANCH_MISSING', open('work', 'nowhere'));
    await expectRefusal('BRANCH_NOT_VISIBLE', open('unknown', 'main'));
    const opened = await open('work', 'main', ['{00000000-0000-0000-0000-000000000000}']);
    expectEqual('Reviewers', opened.reviewers?.length, 0);
    expectEqual('Number of the second', (await open('work', 'main')).number, opened.number);
    await expectRefusal('BITBUCKET_NOT_FOUND', alice.pullRequests.get(repository, 999));
  }

  private async webhooks(alice: BitbucketApi): Promise<void> {
    const repository = await this.emulator.repository();
    const wanted = {
      description: 'Amplication',
      url: 'https://example.com/hooks/bitbucket',
      events: ['pullrequest:fulfilled', 'pullrequest:rejected'],
      secret: randomBytes(32).toString('hex'),
    };
    const { uuid } = await alice.webhooks.ensure(repository, wanted);
    await alice.webhooks.ensure(repository, { ...wanted, events: ['pullrequest:fulfilled'] });
    expectEqual('Webhooks', (await collect(alice.webhooks.list(repository))).length, 1);
    await alice.webhooks.delete(repository, uuid);
  }

  /** 401, 403, 404, 429, 500, 555. */
  private async refusals(alice: BitbucketApi): Promise<void> {
    const { emulator } = this;
    const stranger = this.client.as({ userKey: 'nobody', accessToken: () => Promise.resolve('expired') });
    await expectRefusal('BITBUCKET_UNAUTHORIZED', stranger.user.current());
    const reader = await this.as('alice', ['account', 'repository']);
    const twin = { name: 'x', slug: 'x', isPrivate: true };
    await expectRefusal('SCOPE_MISSING', reader.repositories.create('acme', twin));
    await expectRefusal('SCOPE_MISSING', collect(reader.projects.list('acme')));
    await expectRefusal('BITBUCKET_REFUSED', alice.repositories.create('initech', twin));
    await expectRefusal('REPOSITORY_GONE', alice.repositories.get('acme', 'nowhere'));
    await expectRefusal('BITBUCKET_NOT_FOUND', collect(alice.repositories.list('nowhere')));
    await expectRefusal('BITBUCKET_REFUSED', alice.repositories.get('initech', 'secret-plans'));
    const readOnly: RepositoryReference = { workspace: 'globex', repo: 'legacy-archive' };
    const files = new Map([['a', 'a']]);
    await expectRefusal(
      'BITBUCKET_REFUSED',
      alice.source.commit(readOnly, { message: 'm', branch: 'main', files }),
    );
    await emulator.during({ repositoriesPerHour: 1 }, async () => {
      await expectRefusal('BITBUCKET_RATE_LIMITED', alice.repositories.get('acme', 'shop-web'));
    });
    for (const status of [500, 503, 555]) {
      await emulator.fault({ path: '/shop-web$', status });
      await alice.repositories.get('acme', 'shop-web');
    }
  }
}
