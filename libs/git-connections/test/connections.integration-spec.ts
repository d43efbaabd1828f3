import { jest } from '@jest/globals';
import { newId } from '@amplication/contracts';
import { failure, Harness } from './harness';

let harness: Harness;
beforeAll(async () => (harness = await Harness.start()), 60_000);
afterAll(() => harness?.stop());
beforeEach(() => harness.reset());

const secondsUntil = (at: Date | null) => ((at?.getTime() ?? 0) - Date.now()) / 1_000;
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

  it('knows when its token is over, so that nobody has to be refused for it', async () => {
    const { user, tokens } = await harness.authorise('alice');
    const input = { ...by(), user, tokens: { ...tokens, expiresIn: 600 } };
    const { id } = await harness.gitConnections().store(input);
    const { accessTokenExpiresAt } = await harness.row(id);
    expect(secondsUntil(accessTokenExpiresAt)).toBeCloseTo(600, -2);
    await harness.gitConnections().accessToken(id);
    expect(await harness.refreshRequests()).toBe(0);
    const early = harness.gitConnections({ timing: { expirySkew: 700_000 } });
    await early.accessToken(id);
    expect(await harness.refreshRequests()).toBe(1);
    expect(secondsUntil((await harness.row(id)).accessTokenExpiresAt)).toBeCloseTo(7_200, -2);
  });

  it('cannot be reported without having been stored', async () => {
    const input = { ...by(), ...(await harness.authorise('alice')) };
    await expect(harness.gitConnections().store(input, () => Promise.resolve())).rejects.toThrow(
      'without the connection',
    );
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

  it('as a user whose own connection was disconnected is possible: that one stays as it was', async () => {
    const [alice, bob] = [await harness.connect('alice'), await harness.connect('bob')];
    await harness.gitConnections().disconnect(harness.workspaceId, bob);
    const authorised = await harness.authorise('bob');
    const input = { ...by(), ...authorised, connectionId: alice, replaceOtherUser: true };
    expect(await harness.gitConnections().store(input)).toMatchObject({
      id: alice,
      user: { displayName: 'Bob Builder' },
    });
    expect(await harness.row(bob)).toMatchObject({ status: 'disconnected', refreshToken: null });
    // Of the two rows of that user it is the active one that is found from now on.
    expect(await harness.connect('bob')).toBe(alice);
  });

  it('makes a connection healthy that was suspect', async () => {
    const id = await harness.connect('alice');
    const trouble = {
      status: 'suspect',
      statusCause: 'CONNECTION_SUSPECT',
      suspectSince: new Date(),
      refreshStartedAt: new Date(),
      refreshFailures: 3,
      refreshAfter: new Date(),
    } as const;
    await harness.change(id, trouble);
    expect(await harness.connect('alice')).toBe(id);
    expect(await harness.row(id)).toMatchObject({
      status: 'connected',
      statusCause: null,
      suspectSince: null,
      refreshStartedAt: null,
      refreshFailures: 0,
      refreshAfter: null,
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
    const first = await harness.row(id);
    expect(await gitConnections.disconnect(harness.workspaceId, id)).toMatchObject({
      status: 'disconnected',
    });
    expect(await harness.row(id)).toEqual(first);
    expect(await harness.revocations()).toBe(1);
  });

  it('is not stopped by a Bitbucket that does not answer, and the log says why it was not revoked', async () => {
    const id = await harness.connect('alice');
    await harness.emulator.control('faults', { kind: 'oauth', action: 'reset' });
    const info = jest.fn();
    const gitConnections = harness.gitConnections({ logger: { info, warn: jest.fn(), error: jest.fn() } });
    expect(await gitConnections.disconnect(harness.workspaceId, id)).toMatchObject({
      status: 'disconnected',
    });
    expect(info).toHaveBeenCalledWith(
      { connectionId: id, reason: 'Bitbucket cannot be reached right now.' },
      'Bitbucket did not revoke the access',
    );
  });

  it('is not stopped by tokens that no key opens', async () => {
    const id = await harness.connect('alice');
    await harness.change(id, { refreshToken: 'nonsense' });
    expect(await harness.gitConnections().disconnect(harness.workspaceId, id)).toMatchObject({
      status: 'disconnected',
    });
    expect(await harness.revocations()).toBe(0);
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

  it('takes all that the member has connected in this workspace, oldest first, and asks to revoke each', async () => {
    const gitConnections = harness.gitConnections();
    const input = by();
    const connect = async (user: string, workspaceId = input.workspaceId) =>
      (await gitConnections.store({ ...input, workspaceId, ...(await harness.authorise(user)) })).id;
    const [alice, bob] = [await connect('alice'), await connect('bob')];
    await harness.change(alice, { createdAt: new Date(Date.now() + 60_000) });
    const named = [
      { id: bob, displayName: 'Bob Builder' },
      { id: alice, displayName: 'Alice Liddell' },
    ];
    expect(await gitConnections.connectedBy(input.workspaceId, input.connectedBy)).toEqual(named);
    const withdrawn = await withdraw(input.connectedBy);
    expect(withdrawn).toHaveLength(2);
    expect(withdrawn).toEqual(expect.arrayContaining(named));
    expect(await harness.revocations()).toBe(2);
    for (const id of [alice, bob])
      expect(await harness.row(id)).toMatchObject({ refreshToken: null, tokenVersion: 2 });
  });

  it('leaves what the member has connected in other workspaces, and what was disconnected before', async () => {
    const gitConnections = harness.gitConnections();
    const input = by();
    const elsewhere = { ...input, workspaceId: newId(), ...(await harness.authorise('bob')) };
    const { id: kept } = await gitConnections.store(elsewhere);
    const { id: before } = await gitConnections.store({ ...input, ...(await harness.authorise('alice')) });
    await gitConnections.disconnect(input.workspaceId, before);
    expect(await gitConnections.connectedBy(input.workspaceId, input.connectedBy)).toEqual([]);
    expect(await withdraw(input.connectedBy)).toEqual([]);
    expect(await harness.row(kept)).toMatchObject({ status: 'connected' });
    expect(await harness.row(before)).toMatchObject({ status: 'disconnected', statusCause: null });
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
    expect(await harness.revocations()).toBe(0);
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

it('lists the connections of a workspace, oldest first, with those that were disconnected', async () => {
  const [alice, bob] = [await harness.connect('alice'), await harness.connect('bob')];
  await harness.connect('alice', newId());
  const gitConnections = harness.gitConnections();
  await gitConnections.disconnect(harness.workspaceId, alice);
  const listed = async () => (await gitConnections.list(harness.workspaceId)).map(({ id }) => id);
  expect(await listed()).toEqual([alice, bob]);
  await harness.change(alice, { createdAt: new Date(Date.now() + 60_000) });
  expect(await listed()).toEqual([bob, alice]);
});

it('notes when a connection was last used, once an hour and no more often', async () => {
  const id = await harness.connect('alice');
  const other = await harness.connect('bob');
  const gitConnections = harness.gitConnections();
  const usedAt = async () => {
    await gitConnections.api(id);
    return (await harness.row(id)).lastUsedAt;
  };
  const first = await usedAt();
  expect(first).toBeInstanceOf(Date);
  expect(await usedAt()).toEqual(first);
  const hourAgo = new Date(Date.now() - 3_700_000);
  await harness.change(id, { lastUsedAt: hourAgo });
  expect((await usedAt())?.getTime()).toBeGreaterThan(hourAgo.getTime() + 3_000_000);
  expect((await harness.row(other)).lastUsedAt).toBeNull();
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
