import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../platform';
import { BitbucketUser, type ChangedFile } from './bitbucket-user';
import { addRule, tryDelivered } from './delivered-chapter';
import type { GitUser } from './git-user';
import { type Build, Product, type RepositoryLink, SUPPLIER } from './product';
import { expectThat, type Steps } from './steps';

export interface StoryEnd {
  pullRequestUrl: string;
  diffstat: ChangedFile[];
  /** `git log --graph` of the work branch. */
  log: string;
  handMade: { commit: string; author: string };
  builds: Build[];
  repository: string;
  workBranch: string;
}

/** Somebody who has no account yet. */
export function newPerson(): { name: string; email: string; password: string } {
  return {
    name: 'Alice Liddell',
    email: `alice-${randomBytes(4).toString('hex')}@example.com`,
    password: randomBytes(12).toString('hex'),
  };
}

/** The whole way, by the public API: from signing up to a second build on top of a commit made by hand. */
export class Story {
  /** What Bitbucket sent the browser back with: for tests that look for it where it must not be. */
  sentBack: { code: string; state: string } | null = null;

  private constructor(
    private readonly steps: Steps,
    readonly alice: BitbucketUser,
    readonly product: Product,
  ) {}

  /** Signs up `person`, who is alice in Bitbucket. */
  static async begin(platform: Platform, steps: Steps, person = newPerson()): Promise<Story> {
    const alice = await BitbucketUser.signIn(platform.urls['bitbucket-emulator'], 'alice');
    const product = await steps.run(
      'Sign up',
      () =>
        Product.signUp(
          { server: platform.urls['amplication-server'], client: platform.urls['amplication-client'] },
          person,
        ),
      ({ resource }) => `${person.email}, with the sample service "${resource.name}"`,
    );
    return new Story(steps, alice, product);
  }

  async tell(): Promise<StoryEnd> {
    const link = await this.linkRepository();
    const repository = `${link.bitbucketWorkspaceSlug}/${link.repositorySlug}`;
    const first = await this.build('First build', 'created');
    const { git, byHand } = await this.editByHand(repository, link);
    await this.steps.run(
      'Change the model',
      () => this.product.addEntity(SUPPLIER),
      (version) => `entity ${SUPPLIER.name} added, version ${version}`,
    );
    const second = await this.build('Second build, with suppliers', 'updated');
    await this.steps.run('Check the branch', () =>
      this.check(git, link, repository, byHand, [first, second]),
    );
    return {
      pullRequestUrl: second.pullRequest?.url ?? '',
      diffstat: await this.alice.diffstat(repository, second.pullRequest?.number ?? 0),
      log: await git.git('log', '--graph', '--format=%h  %an  %s', `origin/${link.workBranch}`),
      handMade: { commit: byHand, author: git.author.name },
      builds: [first, second],
      repository,
      workBranch: link.workBranch,
    };
  }

  /** Connects Bitbucket and creates a repository for the service. */
  async linkRepository(): Promise<RepositoryLink> {
    const { steps, product, alice } = this;
    const authorizeUrl = await steps.run(
      'Begin to connect Bitbucket',
      () => product.startConnect(),
      (url) => new URL(url).origin + new URL(url).pathname,
    );
    const sentBack = await steps.run('Grant access on the page of Bitbucket', () =>
      alice.grant(authorizeUrl),
    );
    this.sentBack = sentBack;
    const connection = await steps.run(
      'Hand the code to the server',
      () => product.finishConnect(sentBack),
      ({ user }) => `connected as ${user.displayName}`,
    );
    const bitbucketWorkspace = await steps.run(
      'Choose a Bitbucket workspace',
      async () => {
        const all = await product.bitbucketWorkspaces(connection.id);
        const acme = all.find(({ slug }) => slug === 'acme');
        if (!acme) throw new Error(`acme is not among ${all.map(({ slug }) => slug).join(', ')}`);
        return { acme, count: all.length };
      },
      ({ acme, count }) => `${acme.name}, one of ${count}`,
    );
    return steps.run(
      'Create a repository',
      () =>
        product.createRepository({
          connectionId: connection.id,
          bitbucketWorkspace: bitbucketWorkspace.acme.slug,
          name: `orders-${randomBytes(4).toString('hex')}`,
          isPrivate: true,
        }),
      (link) => `${link.bitbucketWorkspaceSlug}/${link.repositorySlug}, builds go to ${link.workBranch}`,
    );
  }

  /** Runs what a branch holds, and asks it what a reviewer would. */
  async tryDelivered({ repository, workBranch }: StoryEnd): Promise<void> {
    const { folder } = await this.alice.clone(repository, workBranch);
    await tryDelivered(this.steps, folder);
  }

  async build(title: string, outcome: string): Promise<Build> {
    return this.steps.run(
      title,
      async () => {
        const started = await this.product.startBuild(title);
        const build = await this.product.waitForBuild(started.id);
        expectThat(build.outcome === outcome, `the outcome is ${build.outcome}, not ${outcome}`);
        return build;
      },
      (build) => `${build.fileCount} files, pull request #${build.pullRequest?.number} ${outcome}`,
    );
  }

  private async editByHand(
    repository: string,
    link: RepositoryLink,
  ): Promise<{ git: GitUser; byHand: string }> {
    return this.steps.run(
      'Edit by hand, commit and push with git',
      async () => {
        const { folder, git } = await this.alice.clone(repository, link.workBranch);
        const readme = join(folder, 'README.md');
        await writeFile(readme, `${await readFile(readme, 'utf8')}\nCall Alice before a release.\n`);
        await writeFile(join(folder, 'NOTES.md'), 'Written by hand.\n');
        await addRule(folder);
        return { git, byHand: await git.commitAndPush('Say who to call') };
      },
      ({ byHand }) => byHand.slice(0, 12),
    );
  }

  private async check(
    git: GitUser,
    { workBranch }: RepositoryLink,
    repository: string,
    byHand: string,
    builds: Build[],
  ): Promise<void> {
    await git.git('fetch', '--quiet', 'origin');
    const branch = `origin/${workBranch}`;
    const commits = (await git.git('log', '--format=%H %an', branch)).split('\n');
    expectThat(
      commits.includes(`${byHand} ${git.author.name}`),
      'the commit made by hand is not on the branch as it was',
    );
    for (const { report, sequence } of builds)
      expectThat(
        commits.some((line) => line.startsWith(`${report.commitSha} `)),
        `the commit of build ${sequence} is not on the branch`,
      );
    const readme = await git.git('show', `${branch}:README.md`);
    expectThat(readme.includes('Call Alice before a release.'), 'the line written by hand is gone');
    const service = await git.git('show', `${branch}:src/customers/customers.service.ts`);
    expectThat(service.includes('toLowerCase()'), "the team's rule is gone");
    const files = (await git.git('ls-tree', '-r', '--name-only', branch)).toLowerCase();
    for (const entity of ['customer', SUPPLIER.name.toLowerCase()])
      expectThat(files.includes(entity), `there is no code for ${entity}`);
    const pullRequests = await this.alice.pullRequests(repository);
    expectThat(
      pullRequests.length === 1 && pullRequests[0]?.state === 'OPEN',
      `there are ${pullRequests.length} pull requests, not one that is open`,
    );
  }
}
