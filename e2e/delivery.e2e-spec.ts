import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@amplication/testing';
import { SUPPLIER } from '../tools/demo/product';
import { Steps } from '../tools/demo/steps';
import { Story } from '../tools/demo/story';
import { type Platform, startPlatform } from '../tools/platform';
import { BitbucketControl } from './api/bitbucket-control';
import { query } from './api/query';

const WORKER = 'amplication-git-pull-request-service';

let platform: Platform;
let bitbucket: BitbucketControl;
const stories: Story[] = [];

beforeAll(async () => {
  platform = await startPlatform({
    ports: 'free',
    // So soon another worker goes on with the job of one that was killed.
    serviceEnv: { [WORKER]: { JOB_LEASE_MS: '2000' } },
  });
  bitbucket = new BitbucketControl(platform);
}, 180_000);

afterAll(async () => {
  for (const story of stories) await story.alice.leave();
  await platform?.stop();
}, 60_000);

/** A team with an account, a service and a repository that nobody else uses. */
async function begin(): Promise<{ story: Story; repository: string; inRest: string; workBranch: string }> {
  const story = await Story.begin(platform, new Steps(() => undefined));
  stories.push(story);
  const link = await story.linkRepository();
  return {
    story,
    repository: `${link.bitbucketWorkspaceSlug}/${link.repositorySlug}`,
    // Our requests name it by its uuid.
    inRest: encodeURIComponent(link.repositoryUuid),
    workBranch: link.workBranch,
  };
}

it('a model becomes a pull request, and a second build comes on top of a commit made by hand', async () => {
  const story = await Story.begin(platform, new Steps(() => undefined));
  stories.push(story);
  const end = await story.tell();
  const { heads, pullRequests } = await bitbucket.repository(end.repository);
  expect(pullRequests).toHaveLength(1);
  expect(pullRequests[0]).toMatchObject({ state: 'OPEN', comments: [{}] });
  expect(heads[end.workBranch]).toBe(end.builds[1]?.report.commitSha);
  expect(end.log.split('\n')).toHaveLength(4);
  expect(end.diffstat.length).toBeGreaterThan(50);
}, 120_000);

it('the worker is killed after its push and before its report, and the user pushes meanwhile', async () => {
  const { story, repository, inRest, workBranch } = await begin();
  const fault = await bitbucket.fault({
    action: 'hang',
    kind: 'rest',
    method: 'POST',
    path: `${inRest}/pullrequests$`,
  });
  const { id } = await story.product.startBuild('Killed');
  await waitFor(() => bitbucket.wasPlayed(fault), {
    timeoutMs: 60_000,
    what: 'the worker to open the pull request',
  });
  await platform.kill(WORKER);

  const { folder, git } = await story.alice.clone(repository, workBranch);
  await writeFile(join(folder, 'NOTES.md'), 'Mine.\n');
  const byHand = await git.commitAndPush('By hand');
  await platform.start(WORKER);
  const build = await story.product.waitForBuild(id);

  expect(build).toMatchObject({ status: 'completed', outcome: 'created', pullRequest: { number: 1 } });
  const { heads, pullRequests } = await bitbucket.repository(repository);
  expect(heads[workBranch]).toBe(byHand);
  expect(pullRequests).toHaveLength(1);
  expect(pullRequests[0]?.description).toContain(`amplication:report ${id}`);
  expect(pullRequests[0]?.comments).toEqual([]);
  const log = await git.git('log', '--format=%H %an %s');
  expect(log.split('\n').filter((line) => line.endsWith('amplication[bot] Killed'))).toEqual([
    `${build.report.commitSha} amplication[bot] Killed`,
  ]);
}, 120_000);

it('a build that is held back until the next one is pushed ends superseded and pushes nothing', async () => {
  const { story, repository, inRest, workBranch } = await begin();
  await bitbucket.fault({
    action: 'status',
    status: 503,
    kind: 'rest',
    path: `${inRest}/`,
    count: 1_000,
  });
  const held = await story.product.startBuild('Held back');
  await waitFor(() => holdBack(held.id), {
    timeoutMs: 60_000,
    intervalMs: 20,
    what: 'the job to be in its backoff',
  });
  await bitbucket.clearFaults();

  await story.product.addEntity(SUPPLIER);
  const next = await story.build('Next', 'created');
  await query(platform.databaseUrl, 'update git_pull_request.job set run_after = now() where build_id = $1', [
    held.id,
  ]);
  const late = await story.product.waitForBuild(held.id);

  expect(late).toMatchObject({ status: 'completed', outcome: 'superseded', pullRequest: null });
  const { heads, pullRequests } = await bitbucket.repository(repository);
  expect(heads[workBranch]).toBe(next.report.commitSha);
  expect(pullRequests).toHaveLength(1);
  expect(pullRequests[0]?.comments).toEqual([]);
}, 120_000);

/** Puts a job that waits for another try aside for long. False as long as it does not. */
async function holdBack(buildId: string): Promise<boolean> {
  const held = await query(
    platform.databaseUrl,
    `update git_pull_request.job set run_after = now() + interval '1 hour'
     where build_id = $1 and state = 'waiting' and tries > 0 returning id`,
    [buildId],
  );
  return held.length > 0;
}
