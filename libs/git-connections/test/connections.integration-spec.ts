import { newId } from '@amplication/contracts';
import { failure, Harness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const by = () => ({ workspaceId: harness.workspaceId, connectedBy: newId() });

describe('connecting', () => {
  it('shows the account, its scopes, and no token', async () => {
    const authorised = await harness.authorise('alice');
    const input = { ...by(), ...authorised };
    const view = await harness.gitConnections().store(input);
    expect(view).toMatchObject({
      workspaceId: harness.workspaceId,
      user: { uuid: authorised.user.uuid, displayName: 'Alice Liddell' },
      status: 'connected',
      statusCause: null,
      scopesGranted: authorised.tokens.scopes,
      scopesMissing: [],
      connectedBy: input.connectedBy,
      connectedAt: expect.any(Date),
      budget: { limit: 1_000, used: 0, heldUntil: null },
    });
    const shown = JSON.stringify(view);
    expect(shown).not.toContain(authorised.tokens.accessToken);
    const row = await harness.row(view.id);
    expect(row.accessToken).toMatch(/^k1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(JSON.stringify(row)).not.toContain(authorised.tokens.refreshToken);
  });

  it('names the scopes that the consumer does not grant', async () => {
    const authorised = await harness.authorise('alice', [
      'account',
      'project',
      'repository:write',
      'pullrequest',
    ]);
    const view = await harness.gitConnections().store({ ...by(), ...authorised });
    expect(view.scopesMissing).toEqual(['repository:admin', 'pullrequest:write', 'webhook']);
  });

  it('keeps one row of one account, however many tabs finish at once', async () => {
    const authorised = await Promise.all(Array.from({ length: 6 }, () => harness.authorise('alice')));
    const gitConnections = harness.gitConnections();
    const views = await Promise.all(authorised.map((one) => gitConnections.store({ ...by(), ...one })));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(await gitConnections.list(harness.workspaceId)).toHaveLength(1);
    await expect(gitConnections.accessToken(views[0]?.id ?? '')).resolves.toEqual(expect.any(String));
  });

  it('is rolled back with the transaction of the caller', async () => {
    const authorised = await harness.authorise('alice');
    const gitConnections = harness.gitConnections();
    await failure(
      gitConnections.store({ ...by(), ...authorised }, async (_tx, write) => {
        await write();
        throw new Error('Something else failed.');
      }),
    );
    expect(await gitConnections.list(harness.workspaceId)).toEqual([]);
  });

  it('connects the same account in several workspaces, each on its own', async () => {
    const other = newId();
    const [here, there] = [await harness.connect('alice'), await harness.connect('alice', other)];
    expect(here).not.toBe(there);
    const gitConnections = harness.gitConnections();
    await gitConnections.disconnect(other, there);
    await expect(gitConnections.accessToken(here)).resolves.toEqual(expect.any(String));
    expect(await failure(gitConnections.get(other, here))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(gitConnections.disconnect(other, here))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await gitConnections.list(other)).map(({ id }) => id)).toEqual([there]);
  });
});

describe('reconnecting', () => {
  it('as another Bitbucket user is refused unless the user has confirmed it', async () => {
    const id = await harness.connect('alice');
    const bob = await harness.authorise('bob');
    const gitConnections = harness.gitConnections();
    const input = { ...by(), ...bob, connectionId: id };
    expect(await failure(gitConnections.store(input))).toMatchObject({
      code: 'CONNECTION_OTHER_USER',
      params: { connected: 'Alice Liddell', authorised: 'Bob Builder' },
    });
    expect((await gitConnections.get(harness.workspaceId, id)).user.displayName).toBe('Alice Liddell');
    const view = await gitConnections.store({ ...input, replaceOtherUser: true });
    expect(view).toMatchObject({ id, user: { displayName: 'Bob Builder' } });
  });

  it('as the same Bitbucket user keeps the connection, and needs no word of the user', async () => {
    const id = await harness.connect('alice');
    const input = { ...by(), ...(await harness.authorise('alice')), connectionId: id };
    const view = await harness.gitConnections().store(input);
    expect(view).toMatchObject({ id, connectedBy: input.connectedBy });
    expect((await harness.row(id)).tokenVersion).toBe(2);
  });

  it('as a user of that id at another site is one of another user', async () => {
    const id = await harness.connect('alice');
    await harness.change(id, { siteUrl: 'https://bitbucket.org' });
    const input = { ...by(), ...(await harness.authorise('alice')), connectionId: id };
    expect(await failure(harness.gitConnections().store(input))).toMatchObject({
      code: 'CONNECTION_OTHER_USER',
    });
  });

  it('does not make one account two connections', async () => {
    const id = await harness.connect('alice');
    await harness.connect('bob');
    const bob = await harness.authorise('bob');
    const input = { ...by(), ...bob, connectionId: id, replaceOtherUser: true };
    expect(await failure(harness.gitConnections().store(input))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('a connection of another workspace is not there', async () => {
    const id = await harness.connect('alice', newId());
    const input = { ...by(), ...(await harness.authorise('alice')), connectionId: id };
    expect(await failure(harness.gitConnections().store(input))).toMatchObject({
      code: 'CONNECTION_GONE',
    });
  });

  it('after a disconnect finds the row again, so that links stay good', async () => {
    const id = await harness.connect('alice');
    await harness.gitConnections().disconnect(harness.workspaceId, id);
    expect(await harness.connect('alice')).toBe(id);
    expect(await harness.gitConnections().get(harness.workspaceId, id)).toMatchObject({
      status: 'connected',
    });
    expect((await harness.row(id)).disconnectedAt).toBeNull();
  });
});

describe('disconnecting', () => {
  it('deletes the tokens, asks Bitbucket to revoke, keeps the row, and can be repeated', async () => {
    const authorised = await harness.authorise('alice');
    const gitConnections = harness.gitConnections();
    const { id } = await gitConnections.store({ ...by(), ...authorised });
    await gitConnections.accessToken(id);
    expect(await gitConnections.disconnect(harness.workspaceId, id)).toMatchObject({
      id,
      status: 'disconnected',
    });
    expect(await harness.row(id)).toMatchObject({
      accessToken: null,
      refreshToken: null,
      displayName: 'Alice Liddell',
      disconnectedAt: expect.any(Date),
    });
    expect(await failure(gitConnections.accessToken(id))).toMatchObject({
      code: 'CONNECTION_GONE',
      action: 'resolve',
    });
    expect(await failure(harness.client().oauth.refresh(authorised.tokens.refreshToken))).toMatchObject({
      refusal: 'grant',
    });
    expect(await gitConnections.disconnect(harness.workspaceId, id)).toMatchObject({
      status: 'disconnected',
    });
  });

  it('is not stopped by a Bitbucket that does not answer', async () => {
    const id = await harness.connect('alice');
    await harness.emulator.control('faults', { kind: 'oauth', action: 'reset' });
    expect(await harness.gitConnections().disconnect(harness.workspaceId, id)).toMatchObject({
      status: 'disconnected',
    });
  });

  it('is noticed by the other processes at once', async () => {
    const id = await harness.connect('alice');
    const other = harness.gitConnections();
    await other.accessToken(id);
    await harness.gitConnections().disconnect(harness.workspaceId, id);
    expect(await failure(other.accessToken(id))).toMatchObject({ code: 'CONNECTION_GONE' });
  });
});

describe('withdrawing what a member has connected', () => {
  async function withdraw(connectedBy: string) {
    const gitConnections = harness.gitConnections();
    const { database, workspaceId } = harness;
    const withdrawal = await database.db.transaction((tx) =>
      gitConnections.withdraw(tx, workspaceId, connectedBy),
    );
    await withdrawal.revoke();
    return withdrawal.connections;
  }
  const canRefresh = (refreshToken: string) =>
    harness
      .client()
      .oauth.refresh(refreshToken)
      .then(
        () => true,
        () => false,
      );

  it('asks Bitbucket to revoke, and leaves what others have connected', async () => {
    const { user, tokens } = await harness.authorise('alice');
    const input = { ...by(), user, tokens };
    const { id } = await harness.gitConnections().store(input);
    const other = await harness.connect('bob');
    const { workspaceId } = harness;
    const ofInput = () => harness.gitConnections().connectedBy(workspaceId, input.connectedBy);
    expect(await ofInput()).toEqual([{ id, displayName: 'Alice Liddell' }]);
    expect(await withdraw(input.connectedBy)).toEqual([{ id, displayName: 'Alice Liddell' }]);
    expect(await failure(harness.gitConnections().api(id))).toMatchObject({ code: 'CONNECTION_MEMBER_LEFT' });
    expect(await failure(harness.gitConnections().accessToken(id))).toMatchObject({
      code: 'CONNECTION_MEMBER_LEFT',
    });
    expect(await canRefresh(tokens.refreshToken)).toBe(false);
    expect(await harness.row(other)).toMatchObject({ status: 'connected' });
    expect(await withdraw(newId())).toEqual([]);
  });

  it('does not revoke a grant while the same Bitbucket user is connected elsewhere', async () => {
    const { user, tokens } = await harness.authorise('alice');
    const input = { ...by(), user, tokens };
    await harness.gitConnections().store(input);
    await harness.connect('alice', newId());
    await withdraw(input.connectedBy);
    expect(await canRefresh(tokens.refreshToken)).toBe(true);
  });

  it('keeps the tokens when the removal is not committed', async () => {
    const id = await harness.connect('alice');
    const { connectedBy } = await harness.row(id);
    const removal = harness.database.db.transaction(async (tx) => {
      await harness.gitConnections().withdraw(tx, harness.workspaceId, connectedBy);
      throw new Error('rolled back');
    });
    await failure(removal);
    expect(await harness.gitConnections().accessToken(id)).not.toBe('');
  });
});

describe('another consumer or site', () => {
  it.each([
    ['consumer', { clientId: 'another-consumer' }],
    ['site', { siteUrl: 'https://bitbucket.org' }],
  ])('a connection of another %s is shown as such and no request is sent with it', async (_what, changed) => {
    const id = await harness.connect('alice');
    await harness.expire(id);
    await harness.change(id, changed);
    const gitConnections = harness.gitConnections();
    const before = await harness.refreshRequests();
    for (const use of [gitConnections.accessToken(id), gitConnections.api(id)])
      expect(await failure(use)).toMatchObject({ code: 'CONNECTION_OTHER_CONSUMER', action: 'reconnect' });
    expect(await gitConnections.get(harness.workspaceId, id)).toMatchObject({
      status: 'other-consumer',
      statusCause: 'CONNECTION_OTHER_CONSUMER',
    });
    expect(await gitConnections.keepAlive()).toEqual({ refreshed: 0, failed: 0 });
    await gitConnections.disconnect(harness.workspaceId, id);
    expect(await harness.refreshRequests()).toBe(before);
  });

  it('a slash at the end of the configured address is no other site', async () => {
    const id = await harness.connect('alice');
    const gitConnections = harness.gitConnections({ siteUrl: `${harness.emulator.url}/` });
    expect(await gitConnections.get(harness.workspaceId, id)).toMatchObject({ status: 'connected' });
    await expect(gitConnections.accessToken(id)).resolves.toEqual(expect.any(String));
  });

  it('a reconnect with the new consumer keeps the id', async () => {
    const id = await harness.connect('alice');
    await harness.change(id, { clientId: 'another-consumer' });
    expect(await harness.connect('alice')).toBe(id);
    expect(await harness.gitConnections().get(harness.workspaceId, id)).toMatchObject({
      status: 'connected',
    });
  });
});

it('gives the API of the account: its calls carry its token and count for it', async () => {
  const id = await harness.connect('alice');
  const gitConnections = harness.gitConnections();
  const api = await gitConnections.api(id);
  expect(await api.user.current()).toMatchObject({ displayName: 'Alice Liddell' });
  expect(await api.repositories.get('acme', 'shop-web')).toMatchObject({ fullName: 'acme/shop-web' });
  expect((await harness.row(id)).lastUsedAt).toBeInstanceOf(Date);
  // A token that Bitbucket no longer takes is renewed on the way.
  await harness.settings({ clockAheadSeconds: 7_300 });
  expect(await api.user.current()).toMatchObject({ displayName: 'Alice Liddell' });
  expect((await harness.row(id)).tokenVersion).toBe(2);
});
