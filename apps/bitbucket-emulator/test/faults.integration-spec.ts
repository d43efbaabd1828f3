import { TestBench, until, type Json, type RestClient } from './support';

describe('Faults', () => {
  const bench = new TestBench();
  let alice: RestClient;
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(async () => {
    await bench.reset();
    alice = await bench.client();
  });

  const fault = (body: Json): Promise<Json> => bench.control('POST', '/faults', body);

  it('answers the next matching requests with a status, body and headers', async () => {
    await fault({
      action: 'status',
      status: 555,
      kind: 'rest',
      method: 'GET',
      path: 'repositories/acme',
      skip: 1,
      count: 2,
    });
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await alice.get('/repositories/acme')).status);
    expect(statuses).toEqual([200, 555, 555, 200]);
    await fault({ action: 'status', status: 429, body: 'slow', headers: { 'Retry-After': '7' } });
    const slow = await alice.get('/user');
    expect([slow.status, slow.text, slow.headers.get('retry-after')]).toEqual([429, 'slow', '7']);
  });

  it('resets the connection', async () => {
    await fault({ action: 'reset', kind: 'rest' });
    await expect(alice.get('/user')).rejects.toThrow();
    expect((await alice.get('/user')).status).toBe(200);
  });

  it('hangs until the client gives up', async () => {
    await fault({ action: 'hang', kind: 'rest' });
    const hanging = fetch(`${bench.url}/2.0/user`, { signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toThrow();
  });

  it('does the work and loses the answer', async () => {
    await fault({ action: 'lose-answer', kind: 'rest', method: 'POST' });
    await expect(alice.send('POST', '/repositories/acme/lost', { scm: 'git' })).rejects.toThrow();
    expect((await alice.get('/repositories/acme/lost')).status).toBe(200);
    const log = (await bench.control('GET', '/requests?method=POST')).requests as Json[];
    expect(log).toMatchObject([{ status: 0, fault: expect.any(String) as string }]);
  });

  it('loses the answer to a push that landed', async () => {
    const { access_token: token } = await bench.tokens();
    await bench.git('.', ['clone', '--quiet', bench.remote(token, 'acme/shop-web'), 'lost-push']);
    await bench.git('lost-push', ['commit', '--quiet', '--allow-empty', '-m', 'Empty']);
    const hash = (await bench.git('lost-push', ['rev-parse', 'HEAD'])).trim();
    await fault({ action: 'lose-answer', kind: 'git', method: 'POST', path: 'git-receive-pack' });
    await expect(bench.git('lost-push', ['push', 'origin', 'HEAD:landed'])).rejects.toThrow();
    await until(
      async () => (await alice.get('/repositories/acme/shop-web/refs/branches/landed')).status === 200,
    );
    expect((await alice.get(`/repositories/acme/shop-web/commit/${hash}`)).status).toBe(200);
  });

  it('adds latency to each request', async () => {
    await bench.control('PATCH', '/settings', { latencyMs: 150 });
    const started = performance.now();
    await alice.get('/user');
    expect(performance.now() - started).toBeGreaterThanOrEqual(149);
  });

  it('refuses settings and faults that it does not know, and pages of other sites', async () => {
    await expect(bench.control('PATCH', '/settings', { latency: 1 })).rejects.toThrow('no such setting');
    await expect(bench.control('PATCH', '/settings', { latencyMs: 'x' })).rejects.toThrow('not a value');
    await expect(fault({ action: 'explode' })).rejects.toThrow('action');
    const foreign = await fetch(`${bench.url}/_emulator/reset`, {
      method: 'POST',
      headers: { origin: 'https://example.com' },
    });
    expect(foreign.status).toBe(403);
  });

  it('shows a control page and takes its forms', async () => {
    const form = new URLSearchParams({ latencyMs: '5', partialClone: 'false', preReceiveRefusal: '' });
    const saved = await fetch(`${bench.url}/_emulator/page/settings`, { method: 'POST', body: form });
    expect(await saved.text()).toContain('Control page');
    expect(await bench.control('GET', '/settings')).toMatchObject({ latencyMs: 5, partialClone: false });
  });

  it('keeps a request back until it is released', async () => {
    const { id } = await fault({ action: 'hold', kind: 'rest', path: '/repositories/acme/shop-web' });
    const asked = alice.get('/repositories/acme/shop-web');
    const holding = async () => {
      const { faults } = (await bench.control('GET', '/faults')) as { faults: Json[] };
      return faults[0]?.holding;
    };
    await until(async () => (await holding()) === 1);
    await bench.control('DELETE', '/repositories/acme/shop-web');
    await bench.control('DELETE', `/faults/${String(id)}`);
    expect((await asked).status).toBe(404);
    expect((await bench.control('GET', '/faults')).faults).toEqual([]);
  });
});
