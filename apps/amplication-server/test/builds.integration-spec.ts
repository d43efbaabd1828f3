import { waitFor } from '@amplication/testing';
import { Sweeper } from '../src/builds/state/sweeper';
import { getBuild, linkDirectly, Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

describe('builds', () => {
  let server: TestServer;
  let ring: Ring;
  let ada: Person;
  beforeAll(async () => {
    server = await startServer();
    ring = new Ring(server);
  }, 60_000);
  afterAll(() => server.stop(), 60_000);
  beforeEach(async () => {
    ada = await signUp(server.url);
  });

  const steps = (build: { steps: { name: string; status: string }[] }) =>
    Object.fromEntries(build.steps.map(({ name, status }) => [name, status]));
  const isFinished = ({ status }: { status: string }) => status === 'completed' || status === 'failed';

  it('writes build, steps and event in one go, and sends the event', async () => {
    const { repositoryUuid } = await linkDirectly(server, ada);
    const build = await startBuild(ada, { title: 'Add orders', body: 'Because.' });
    expect(build).toMatchObject({
      sequence: 1,
      attempt: 1,
      status: 'queued',
      title: 'Add orders',
      outcome: null,
    });
    expect(steps(build)).toEqual({
      queue: 'running',
      generate: 'waiting',
      push: 'waiting',
      'pull-request': 'waiting',
    });

    const requested = await ring.requested(build.id);
    expect(requested).toMatchObject({
      ...{ sequence: 1, attempt: 1, workspaceId: ada.workspaceId, resourceId: ada.resourceId },
      commit: { title: 'Add orders', body: 'Because.' },
      target: { repositoryUuid, baseBranch: 'main', workBranch: 'amplication-shop', rootDirectory: '' },
    });
    const model = await server.artifacts.getDocument(ada.workspaceId, requested.modelSnapshotId);
    expect(model).toMatchObject({ name: requested.resourceName, entities: expect.any(Array) });
    await waitFor(async () => {
      const query = `select 1 from messaging.outbox where body ->> 'buildId' = $1 and sent_at is not null`;
      return (await server.database.pool.query(query, [build.id])).rowCount;
    });
  });

  it('counts builds that are started at once without a gap or a double', async () => {
    const builds = await Promise.all(Array.from({ length: 6 }, () => startBuild(ada)));
    expect(builds.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('builds under the name that the service has now', async () => {
    await ada.client.send('PATCH', `/api/resources/${ada.resourceId}`, { name: 'Renamed' });
    const requested = await ring.requested((await startBuild(ada)).id);
    expect(requested.resourceName).toBe('Renamed');
    const model = await server.artifacts.getDocument(ada.workspaceId, requested.modelSnapshotId);
    expect(model).toMatchObject({ name: 'Renamed' });
  });

  it('learns from a build that its repository was renamed and moved', async () => {
    const { repositoryUuid } = await linkDirectly(server, ada);
    const build = await startBuild(ada);
    await ring.pullRequest(build.id, 'created', 1, 7, {
      bitbucketWorkspaceUuid: '{0f3f7f0e-6f0e-4a37-9c0d-0d8f9a4f8f01}',
      bitbucketWorkspaceSlug: 'globex',
      repositorySlug: 'web-shop',
      name: 'Web Shop',
      url: 'https://bitbucket.org/globex/web-shop',
    });
    await untilBuild(ada, build.id, isFinished);
    const { body } = await ada.client.get(`/api/resources/${ada.resourceId}/repository`);
    expect(body).toMatchObject({
      ...{ repositoryUuid, bitbucketWorkspaceSlug: 'globex', repositorySlug: 'web-shop', name: 'Web Shop' },
      url: 'https://bitbucket.org/globex/web-shop',
    });
  });

  it('ends with the files when there is no repository', async () => {
    const { id } = await startBuild(ada);
    await ring.generated(id);
    const build = await untilBuild(ada, id, isFinished);
    expect(build).toMatchObject({ status: 'completed', outcome: 'generated', fileCount: 9, target: null });
    expect(steps(build)).toEqual({ queue: 'done', generate: 'done' });
  });

  it('goes from the generator to the pull request', async () => {
    await linkDirectly(server, ada);
    const { id } = await startBuild(ada);
    await ring.generated(id);
    const pushing = await untilBuild(ada, id, ({ status }) => status === 'pushing');
    expect(steps(pushing)).toEqual({
      queue: 'done',
      generate: 'done',
      push: 'running',
      'pull-request': 'waiting',
    });
    await ring.pullRequest(id);
    const build = await untilBuild(ada, id, isFinished);
    expect(build).toMatchObject({
      ...{ status: 'completed', outcome: 'created', error: null },
      pullRequest: {
        number: 7,
        state: 'OPEN',
        url: 'https://bitbucket.org/acme/shop/pull-requests/7',
        stale: false,
      },
      report: { counts: { added: 3, unchanged: 5 }, conflicts: ['src/app.ts'], markdown: '# Report' },
    });
    expect(new Set(Object.values(steps(build)))).toEqual(new Set(['done']));
    expect(build.steps.every(({ startedAt, finishedAt }) => startedAt && finishedAt)).toBe(true);
  });

  it('shows a superseded build as such', async () => {
    await linkDirectly(server, ada);
    const { id } = await startBuild(ada);
    await ring.pullRequest(id, 'superseded');
    const build = await untilBuild(ada, id, isFinished);
    expect(build).toMatchObject({ status: 'completed', outcome: 'superseded', pullRequest: null });
    expect(steps(build)).toMatchObject({ push: 'skipped', 'pull-request': 'skipped' });
  });

  describe('when events come in any order', () => {
    it('keeps the result when the pull request is told before the files', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      await ring.pullRequest(id);
      await untilBuild(ada, id, isFinished);
      await ring.generated(id);
      const build = await untilBuild(ada, id, ({ fileCount }) => fileCount === 9);
      expect(build).toMatchObject({ status: 'completed', outcome: 'created' });
    });

    it('never opens a finished build again, and never goes a step back', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      await ring.generated(id);
      await untilBuild(ada, id, ({ status }) => status === 'pushing');
      await ring.progress(id, { step: 'queue', message: 'late news' });
      await waitForLog(id, 'late news');
      expect(await getBuild(ada, id)).toMatchObject({ status: 'pushing' });
      await ring.pullRequestFailed(id);
      await untilBuild(ada, id, isFinished);
      await ring.progress(id, { step: 'push', message: 'later news' });
      await waitForLog(id, 'later news');
      expect(await getBuild(ada, id)).toMatchObject({
        status: 'failed',
        error: {
          code: 'BRANCH_RESTRICTED',
          action: 'resolve',
          message: 'A restriction.',
          params: { branch: 'x' },
        },
      });
    });

    it('does nothing twice', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      await ring.pullRequest(id);
      await untilBuild(ada, id, isFinished);
      const before = await getBuild(ada, id);
      await ring.pullRequest(id);
      await ring.pullRequestFailed(id);
      await ring.progress(id, { message: 'after all of them' });
      await waitForLog(id, 'after all of them');
      const after = await getBuild(ada, id);
      expect({ ...after, lastEventId: 0 }).toEqual({ ...before, lastEventId: 0 });
      // Only the line of the log came on top.
      expect(after.lastEventId - before.lastEventId).toBeGreaterThan(0);
    });

    it('ignores what is told of an older attempt', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      await ring.generationFailed(id);
      await untilBuild(ada, id, isFinished);
      expect((await ada.client.post(`/api/builds/${id}/retry`)).status).toBe(200);
      await ring.pullRequest(id, 'created', 1);
      await ring.progress(id, { attempt: 2, message: 'second attempt' });
      await waitForLog(id, 'second attempt');
      expect(await getBuild(ada, id)).toMatchObject({ attempt: 2, status: 'generating', outcome: null });
    });
  });

  describe('retry', () => {
    it('makes a new attempt of a failed build, going where the service goes now', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      expect(await ada.client.post(`/api/builds/${id}/retry`)).toMatchObject({
        status: 409,
        body: { code: 'BUILD_RUNNING' },
      });
      await ring.generationFailed(id);
      const failed = await untilBuild(ada, id, isFinished);
      expect(steps(failed)).toMatchObject({ queue: 'done', generate: 'failed', push: 'skipped' });
      await server.database.pool.query(
        `update server.repository_link set base_branch = 'develop' where resource_id = $1`,
        [ada.resourceId],
      );
      const retried = await ada.client.post(`/api/builds/${id}/retry`);
      expect(retried.body).toMatchObject({ attempt: 2, sequence: 1, status: 'queued', error: null });
      const [first, second] = [await ring.requested(id, 1), await ring.requested(id, 2)];
      expect(second).toMatchObject({ target: { baseBranch: 'develop' }, requestedAt: first.requestedAt });
      await ring.pullRequest(id, 'updated', 2);
      expect(await untilBuild(ada, id, isFinished)).toMatchObject({
        status: 'completed',
        outcome: 'updated',
      });
      expect(await ada.client.post(`/api/builds/${id}/retry`)).toMatchObject({
        status: 409,
        body: { code: 'BUILD_NOT_RETRYABLE' },
      });
    });

    it('makes one attempt of two that are asked for at once', async () => {
      const { id } = await startBuild(ada);
      await ring.generationFailed(id);
      await untilBuild(ada, id, isFinished);
      const answers = await Promise.all([1, 2].map(() => ada.client.post(`/api/builds/${id}/retry`)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });

  describe('the sweeper', () => {
    const quietFor = (id: string, minutes: number) =>
      server.database.pool.query(
        `update server.build set last_progress_at = now() - make_interval(mins => $2) where id = $1`,
        [id, minutes],
      );

    it('gives up builds of which nothing was heard, and no other', async () => {
      const [quiet, lively] = [await startBuild(ada), await startBuild(ada)];
      await quietFor(quiet.id, 31);
      await quietFor(lively.id, 29);
      await server.app.get(Sweeper).run();
      expect(await getBuild(ada, quiet.id)).toMatchObject({
        status: 'failed',
        error: { code: 'BUILD_STALLED', action: 'retry', params: { minutes: 30 } },
      });
      expect((await getBuild(ada, lively.id)).status).toBe('queued');
    });

    it('does not keep a result that comes late from counting', async () => {
      await linkDirectly(server, ada);
      const { id } = await startBuild(ada);
      await quietFor(id, 31);
      await server.app.get(Sweeper).run();
      await ring.generated(id);
      await untilBuild(ada, id, ({ fileCount }) => fileCount === 9);
      expect((await getBuild(ada, id)).status).toBe('failed');
      await ring.pullRequest(id);
      expect(await untilBuild(ada, id, ({ status }) => status === 'completed')).toMatchObject({
        error: null,
      });
    });
  });

  it('stops with the connection, and with the service', async () => {
    const { connectionId } = await linkDirectly(server, ada);
    const { id } = await startBuild(ada);
    const path = `/api/workspaces/${ada.workspaceId}/bitbucket/connections/${connectionId}`;
    expect((await ada.client.get(`${path}/impact`)).body).toMatchObject({
      resources: [{ id: ada.resourceId, repository: 'acme/shop' }],
      runningBuilds: [{ id }],
    });
    await ada.client.send('DELETE', path);
    expect(await getBuild(ada, id)).toMatchObject({ status: 'failed', error: { code: 'CONNECTION_GONE' } });
    const refused = await ada.client.post(`/api/resources/${ada.resourceId}/builds`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'CONNECTION_GONE' } });

    expect((await ada.client.get(`/api/resources/${ada.resourceId}/impact`)).body).toMatchObject({
      repository: { repositorySlug: 'shop' },
      runningBuilds: [],
    });
    expect((await ada.client.send('DELETE', `/api/resources/${ada.resourceId}`)).status).toBe(204);
    expect((await ada.client.get(`/api/builds/${id}`)).status).toBe(404);
    expect((await ada.client.get(`/api/resources/${ada.resourceId}`)).status).toBe(404);
  });

  it('lists builds of a service and of a workspace, page by page, and finds them by title', async () => {
    for (const title of ['one', 'two', 'three']) await startBuild(ada, { title });
    const page = (await ada.client.get(`/api/resources/${ada.resourceId}/builds?pageSize=2`)).body;
    expect(page).toMatchObject({ items: [{ title: 'three' }, { title: 'two' }], total: 3, hasNext: true });
    const found = (await ada.client.get(`/api/workspaces/${ada.workspaceId}/builds?search=ONE`)).body;
    expect(found).toMatchObject({ items: [{ title: 'one' }], total: 1, hasNext: false });
    const none = (await ada.client.get(`/api/workspaces/${ada.workspaceId}/builds?search=%25`)).body;
    expect(none).toMatchObject({ items: [], total: 0 });
    expect((await ada.client.get(`/api/resources/${ada.resourceId}/builds?pageSize=101`)).status).toBe(400);
    const { body } = await ada.client.get<{ items: object[] }>(
      `/api/workspaces/${ada.workspaceId}/resources`,
    );
    expect(body.items).toMatchObject([{ lastBuild: { title: 'three' } }]);
  });

  function waitForLog(id: string, message: string): Promise<unknown> {
    return waitFor(async () => {
      const { body } = await ada.client.get<{ items: { message: string }[] }>(
        `/api/builds/${id}/log?pageSize=100`,
      );
      return body.items.some((line) => line.message === message);
    });
  }
});
