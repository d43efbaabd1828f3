import { createHmac, randomUUID } from 'node:crypto';
import { GitConnections, KeyRing } from '@amplication/git-connections';
import { type RunningEmulator, startEmulator, waitFor } from '@amplication/testing';
import { PullRequestsRepository } from '../src/builds/pull-requests/pull-requests.repository';
import { WebhookRegistration } from '../src/repositories/webhooks/webhook-registration';
import { connect } from './support/bitbucket';
import { getBuild, Ring, startBuild, untilBuild } from './support/builds';
import { type Person, signUp } from './support/client';
import { startServer, type TestServer } from './support/server';

interface Hook {
  uuid: string;
  url: string;
  events: string[];
}
interface Stored {
  id: string;
  webhook_url: string | null;
  webhook_secret: string | null;
  webhook_uuid: string | null;
  webhook_failed_at: Date | null;
}

describe('the webhook of a repository', () => {
  let emulator: RunningEmulator;
  let server: TestServer;
  let ada: Person;
  let connectionId: string;
  let repository: string;
  beforeAll(async () => {
    emulator = await startEmulator();
    server = await startServer({ bitbucketUrl: emulator.url });
    server.env.WEBHOOK_URL = server.url;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await emulator.stop();
  }, 60_000);
  beforeEach(async () => {
    repository = `shop-${randomUUID().slice(0, 8)}`;
    await emulator.control('repositories', { workspace: 'acme', slug: repository });
    ada = await signUp(server.url);
    connectionId = await connect(ada);
  });

  const control = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${emulator.url}/_emulator/${path}`, {
      ...{ method, headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response;
  };
  const link = (resourceId = ada.resourceId, rootDirectory = '') =>
    ada.client.send('PUT', `/api/resources/${resourceId}/repository`, {
      ...{ connectionId, bitbucketWorkspace: 'acme', repository, rootDirectory },
    });
  const unlink = (resourceId = ada.resourceId) =>
    ada.client.send('DELETE', `/api/resources/${resourceId}/repository`);
  const hooks = async (): Promise<Hook[]> => {
    const response = await control('GET', `state?repository=acme/${repository}`);
    const state = (await response.json()) as { repositories: { hooks: Hook[] }[] };
    return state.repositories[0]?.hooks ?? [];
  };
  const stored = async (): Promise<Stored> => {
    const { rows } = await server.database.pool.query<Stored>(
      `select id, webhook_url, webhook_secret, webhook_uuid, webhook_failed_at from server.repository
       where workspace_id = $1`,
      [ada.workspaceId],
    );
    const [row] = rows;
    if (!row || rows.length > 1) throw new Error(`${rows.length} repositories`);
    return row;
  };
  const until = (is: (row: Stored) => boolean) =>
    waitFor(
      async () => {
        const row = await stored();
        return is(row) && row;
      },
      { what: 'the webhook' },
    );
  /** The clock, brought forward again and again: what a request has begun may still be under way. */
  const settled = (is: (row: Stored) => boolean) =>
    waitFor(
      async () => {
        await server.app.get(WebhookRegistration).settleDue();
        const row = await stored();
        return is(row) && row;
      },
      { what: 'the clock' },
    );
  const isRegistered = ({ webhook_uuid: uuid }: Stored) => uuid !== null;
  const isGone = ({ webhook_secret: secret }: Stored) => secret === null;
  const newResource = async () => {
    const body = { name: 'Another', from: 'empty' };
    const path = `/api/workspaces/${ada.workspaceId}/resources`;
    return (await ada.client.post<{ id: string }>(path, body)).body.id;
  };
  /** A build whose pull request is open. */
  const openPullRequest = async () => {
    const branch = 'amplication-order-service';
    const place = { workspace: 'acme', repository };
    await emulator.control('commits', { ...place, user: 'alice', branch, files: { 'a.txt': 'a\n' } });
    const api = await server.app.get(GitConnections).api(connectionId);
    const { number } = await api.pullRequests.create(
      { workspace: 'acme', repo: repository },
      { title: 'By hand', description: '', sourceBranch: branch, destinationBranch: 'main' },
    );
    const { id } = await startBuild(ada);
    await new Ring(server).pullRequest(id, 'created', 1, number);
    await untilBuild(ada, id, ({ status }) => status === 'completed');
    return { id, number };
  };
  const act = async (number: number, action: 'merge' | 'decline') => {
    const token = await server.app.get(GitConnections).accessToken(connectionId);
    const url = `${emulator.url}/2.0/repositories/acme/${repository}/pullrequests/${number}/${action}`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
  };
  const deliver = async (body: string, more: { signature?: string | null; id?: string } = {}) => {
    const { id, webhook_secret: sealed } = await stored();
    const secret = server.app.get(KeyRing).open(sealed ?? '', id);
    const signature = more.signature === undefined ? sign(body, secret) : more.signature;
    return fetch(`${server.url}/api/bitbucket/webhooks/${more.id ?? id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signature === null ? {} : { 'x-hub-signature': signature }),
      },
      body,
    });
  };
  const sign = (body: string, secret: string) =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const event = (number: number, state: string, updatedOn: string) =>
    JSON.stringify({
      pullrequest: {
        ...{ id: number, state, title: 'Told', updated_on: updatedOn },
        links: { html: { href: `https://bitbucket.org/acme/shop/pull-requests/${number}` } },
      },
    });

  it('is registered once, however often the repository is linked, with a secret that is not in the clear', async () => {
    const other = await newResource();
    const answers = await Promise.all([link(), link(other, 'other')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const first = await until(isRegistered);
    await link();
    await server.app.get(WebhookRegistration).settleDue();
    expect(await stored()).toEqual(first);
    const events = [
      ...['created', 'updated', 'fulfilled', 'rejected'].map((name) => `pullrequest:${name}`),
      ...['repo:updated', 'repo:transfer'],
    ];
    expect(await hooks()).toEqual([
      {
        ...{ uuid: first.webhook_uuid, active: true, events },
        url: `${server.url}/api/bitbucket/webhooks/${first.id}`,
      },
    ]);
    const secret = server.app.get(KeyRing).open(first.webhook_secret ?? '', first.id);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(first.webhook_secret).not.toContain(secret);
  });

  it('tells of a merge at once', async () => {
    await link();
    await until(isRegistered);
    const { id, number } = await openPullRequest();
    await act(number, 'merge');
    const build = await waitFor(
      async () => {
        const { pullRequest } = await getBuild(ada, id);
        return pullRequest?.state === 'MERGED' && pullRequest;
      },
      { what: 'the merge', timeoutMs: 1_000 },
    );
    expect(build).toMatchObject({ number, title: 'By hand' });
  });

  it('tells of a decline at once', async () => {
    await link();
    await until(isRegistered);
    const { id, number } = await openPullRequest();
    await act(number, 'decline');
    await untilBuild(ada, id, ({ pullRequest }) => pullRequest?.state === 'DECLINED');
  });

  it('is told nothing by anybody else, and says nothing to them', async () => {
    await link();
    await until(isRegistered);
    const { id, number } = await openPullRequest();
    const body = event(number, 'MERGED', '2036-01-01T00:00:00Z');
    const foreign = sign(body, 'another secret');
    const own = sign(
      body,
      server.app.get(KeyRing).open((await stored()).webhook_secret ?? '', (await stored()).id),
    );
    const answers = await Promise.all([
      deliver(body, { signature: foreign }),
      deliver(body, { signature: null }),
      deliver(body, { signature: 'sha256=00' }),
      deliver(`${body} `, { signature: own }),
      deliver('', { signature: own }),
      deliver(body, { id: randomUUID() }),
      deliver(body, { id: 'nothing' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => ''));
    expect((await getBuild(ada, id)).pullRequest).toMatchObject({ state: 'OPEN' });
    expect((await deliver(body)).status).toBe(204);
    expect((await getBuild(ada, id)).pullRequest).toMatchObject({ state: 'MERGED' });
  });

  it('never lets old news beat newer, whoever brings it, and bears to be told twice', async () => {
    await link();
    const row = await until(isRegistered);
    const { id, number } = await openPullRequest();
    const declined = event(number, 'DECLINED', '2036-01-01T00:00:02Z');
    expect((await deliver(declined)).status).toBe(204);
    expect((await deliver(event(number, 'OPEN', '2036-01-01T00:00:01Z'))).status).toBe(204);
    expect((await deliver(declined)).status).toBe(204);
    expect((await getBuild(ada, id)).pullRequest).toMatchObject({ state: 'DECLINED' });
    // A poll that was asked before: its answer is older.
    const told = {
      state: 'OPEN' as const,
      title: 'Old',
      url: 'https://bitbucket.org',
      changedAt: new Date(),
    };
    const known = await server.app.get(PullRequestsRepository).update({ repositoryId: row.id, number }, told);
    expect(known).toMatchObject({ state: 'DECLINED', title: 'Told' });
    await deliver(event(number, 'MERGED', '2036-01-01T00:00:03Z'));
    await deliver(event(number, 'OPEN', '2036-01-01T00:00:04Z'));
    expect((await getBuild(ada, id)).pullRequest).toMatchObject({ state: 'MERGED' });
    expect((await deliver(event(999, 'MERGED', '2036-01-01T00:00:00Z'))).status).toBe(204);
    expect((await deliver('{"pullrequest":{}}')).status).toBe(400);
    expect((await deliver(`{"x":"${'x'.repeat(300 * 1024)}"}`)).status).toBe(400);
    expect((await deliver('x'.repeat(600 * 1024))).status).toBe(413);
  });

  it('goes with the last link', async () => {
    const other = await newResource();
    await link();
    await until(isRegistered);
    await link(other, 'other');
    expect((await unlink()).status).toBe(204);
    await server.app.get(WebhookRegistration).settleDue();
    expect(await hooks()).toHaveLength(1);
    // The clock finds out about services that were deleted.
    expect((await ada.client.send('DELETE', `/api/resources/${other}`)).status).toBe(204);
    await settled(isGone);
    expect(await hooks()).toEqual([]);
    await link();
    await until(isRegistered);
    await unlink();
    await settled(isGone);
    expect(await hooks()).toEqual([]);
  });

  it('moves with the address of the server', async () => {
    await link();
    await until(isRegistered);
    const moved = `${server.url}/moved`;
    server.env.WEBHOOK_URL = moved;
    try {
      await settled((row) => isRegistered(row) && row.webhook_url?.startsWith(moved) === true);
    } finally {
      server.env.WEBHOOK_URL = server.url;
    }
    expect((await hooks()).map(({ url }) => url)).toEqual([expect.stringContaining(`${moved}/api/`)]);
  });

  it('is not registered while the permission is missing, which keeps nobody from linking', async () => {
    await control('PATCH', 'consumers/amplication-local', {
      scopes: ['account', 'project', 'repository:write', 'repository:admin', 'pullrequest:write'],
    });
    try {
      connectionId = await connect(ada);
      expect((await link()).status).toBe(200);
      await until(({ webhook_failed_at: failedAt }) => failedAt !== null);
      expect(await hooks()).toEqual([]);
    } finally {
      await control('PATCH', 'consumers/amplication-local', {
        scopes: [
          'account',
          'project',
          'repository:write',
          'repository:admin',
          'pullrequest:write',
          'webhook',
        ],
      });
    }
    connectionId = await connect(ada);
    const anHourLater = `update server.repository set webhook_failed_at = now() - interval '61 minutes'`;
    await server.app.get(WebhookRegistration).settleDue();
    expect(await hooks()).toEqual([]);
    await server.database.pool.query(`${anHourLater} where workspace_id = $1`, [ada.workspaceId]);
    expect(await settled(isRegistered)).toMatchObject({ webhook_failed_at: null });
    expect(await hooks()).toHaveLength(1);
  });

  it('is not registered without an address', async () => {
    delete server.env.WEBHOOK_URL;
    try {
      expect((await link()).status).toBe(200);
      await server.app.get(WebhookRegistration).settleDue();
    } finally {
      server.env.WEBHOOK_URL = server.url;
    }
    expect(await hooks()).toEqual([]);
    expect(isGone(await stored())).toBe(true);
  });

  it('tells of a new name and of another Bitbucket workspace: the link shows where the repository is', async () => {
    await link();
    await until(isRegistered);
    const shown = async () => {
      const path = `/api/resources/${ada.resourceId}/repository`;
      return (await ada.client.get<Record<string, string>>(path)).body;
    };
    const { repositoryUuid } = await shown();
    await control('PATCH', `repositories/acme/${repository}`, {
      name: 'Web Shop 2',
      slug: `${repository}-2`,
    });
    await waitFor(async () => (await shown()).repositorySlug === `${repository}-2`, { what: 'the new name' });
    expect(await shown()).toMatchObject({
      ...{ repositoryUuid, name: 'Web Shop 2', bitbucketWorkspaceSlug: 'acme' },
      url: `${emulator.url}/acme/${repository}-2`,
    });
    await control('PATCH', `repositories/acme/${repository}-2`, { workspace: 'alice' });
    await waitFor(async () => (await shown()).bitbucketWorkspaceSlug === 'alice', { what: 'the move' });
    await unlink();
    await settled(isGone);
  });
});
