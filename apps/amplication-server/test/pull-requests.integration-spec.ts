import { GitConnections } from '@amplication/git-connections';
import { type RunningEmulator, startEmulator } from '@amplication/testing';
import { PullRequestPolling } from '../src/builds/pull-requests/pull-request-polling';
import { connect } from './support/bitbucket';
import { getBuild, Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

describe('the state of a pull request', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  let ada: Person;
  let connectionId: string;
  let buildId: string;
  let number: number;
  const branch = 'amplication-order-service';
  const reference = { workspace: 'acme', repo: 'shop-web' };
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
    ada = await signUp(server.url);
    connectionId = await connect(ada);
    const link = { connectionId, bitbucketWorkspace: 'acme', repository: 'shop-web' };
    await ada.client.send('PUT', `/api/resources/${ada.resourceId}/repository`, link);
    const files = { 'a.txt': 'a\n' };
    await emulator.control('commits', {
      ...{ workspace: 'acme', repository: 'shop-web' },
      user: 'alice',
      branch,
      files,
    });
    const api = await server.app.get(GitConnections).api(connectionId);
    const opened = await api.pullRequests.create(reference, {
      ...{ title: 'By hand', description: '', sourceBranch: branch, destinationBranch: 'main' },
    });
    number = opened.number;
    buildId = (await startBuild(ada)).id;
    await new Ring(server).pullRequest(buildId, 'created', 1, number);
    await untilBuild(ada, buildId, ({ status }) => status === 'completed');
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);

  const agoMinutes = (minutes: number) =>
    server.database.pool.query(
      `update server.pull_request set checked_at = now() - make_interval(mins => $1)`,
      [minutes],
    );
  const read = async () => (await ada.client.get(`/api/builds/${buildId}/pull-request`)).body;

  it('is read from Bitbucket when it is older than half a minute, and kept', async () => {
    expect(await read()).toMatchObject({
      number,
      state: 'OPEN',
      title: 'Build 1 of Order Service',
      stale: false,
    });
    await agoMinutes(1);
    expect(await read()).toMatchObject({ state: 'OPEN', title: 'By hand', stale: false });
  });

  it('is what we knew, and marked as stale, while Bitbucket fails', async () => {
    await agoMinutes(1);
    await emulator.control('faults', { action: 'status', status: 503, path: 'pullrequests', count: 50 });
    expect(await read()).toMatchObject({ state: 'OPEN', stale: true });
    await fetch(`${emulator.url}/_emulator/faults`, { method: 'DELETE' });
  });

  it('is found by polling when nobody looks', async () => {
    const token = await server.app.get(GitConnections).accessToken(connectionId);
    const url = `${emulator.url}/2.0/repositories/acme/shop-web/pullrequests/${number}/merge`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    await server.app.get(PullRequestPolling).run();
    expect((await getBuild(ada, buildId)).pullRequest).toMatchObject({ state: 'OPEN' });
    await agoMinutes(6);
    await server.app.get(PullRequestPolling).run();
    expect((await getBuild(ada, buildId)).pullRequest).toMatchObject({ number, state: 'MERGED' });
  });

  it('does not become open again by a build that changed nothing', async () => {
    const { id } = await startBuild(ada);
    await new Ring(server).pullRequest(id, 'unchanged', 1, number);
    const build = await untilBuild(ada, id, ({ status }) => status === 'completed');
    expect(build).toMatchObject({ outcome: 'unchanged', pullRequest: { number, state: 'MERGED' } });
  });

  it('is not there for a build without a pull request', async () => {
    const { id } = await startBuild(ada);
    expect((await ada.client.get(`/api/builds/${id}/pull-request`)).status).toBe(404);
  });
});
