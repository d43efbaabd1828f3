import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dig, TestBench, type Json } from './support';

describe('Git over HTTP', () => {
  const bench = new TestBench();
  let token: string;
  let copies = 0;
  beforeAll(() => bench.start());
  afterAll(() => bench.stop());
  beforeEach(async () => {
    await bench.reset();
    token = (await bench.tokens()).access_token;
  });

  async function clone(fullName: string, args: string[] = []): Promise<string> {
    const folder = `copy-${(copies += 1)}`;
    await bench.git('.', ['clone', '--quiet', ...args, bench.remote(token, fullName), folder]);
    return folder;
  }

  async function commit(folder: string, file: string, text: string): Promise<string> {
    writeFileSync(join(bench.folder, folder, file), text);
    await bench.git(folder, ['add', '.']);
    await bench.git(folder, ['commit', '--quiet', '-m', `Change ${file}`]);
    return (await bench.git(folder, ['rev-parse', 'HEAD'])).trim();
  }

  const fails = async (work: Promise<string>): Promise<string> => {
    const outcome = await work.then(
      () => null,
      (error: { stderr?: string }) => error.stderr ?? '',
    );
    if (outcome === null) throw new Error('git should have failed');
    return outcome;
  };

  it('clones and pushes with x-token-auth, and says where a pull request can be made', async () => {
    const folder = await clone('acme/shop-web');
    await bench.git(folder, ['checkout', '--quiet', '-b', 'feature/one']);
    const hash = await commit(folder, 'one.txt', 'one');
    const output = await bench.git(folder, ['push', 'origin', 'feature/one']);
    expect(output).toContain('Create pull request for feature/one:');
    expect(output).toContain(`${bench.url}/acme/shop-web/pull-requests/new?source=feature/one`);
    const client = await bench.client();
    const branch = await client.get('/repositories/acme/shop-web/refs/branches/feature/one');
    expect(dig(branch.body, 'target.hash')).toBe(hash);
  });

  it('takes a Bearer header, protocol v2 and a filter; the filter can be switched off', async () => {
    const env = {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${bench.url}/.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Bearer ${token}`,
      GIT_TRACE_PACKET: '1',
    };
    const fetchArgs = [
      'clone',
      '--bare',
      '--filter=blob:none',
      '--depth=1',
      `${bench.url}/acme/shop-web.git`,
    ];
    const on = await bench.git('.', [...fetchArgs, 'filtered'], env);
    expect(on).toContain('version 2');
    const missing = await bench.git('filtered', ['rev-list', '--objects', '--missing=print', 'HEAD']);
    expect(missing).toMatch(/^\?/m);
    await bench.control('PATCH', '/settings', { partialClone: false });
    const off = await bench.git('.', [...fetchArgs, 'whole'], env);
    expect(off).toContain('filtering not recognized by server');
    expect(await bench.git('whole', ['rev-list', '--objects', '--missing=print', 'HEAD'])).not.toMatch(
      /^\?/m,
    );
  });

  it('makes the first pushed branch the main branch', async () => {
    const folder = await clone('acme/empty-service');
    await bench.git(folder, ['checkout', '--quiet', '-b', 'trunk']);
    await commit(folder, 'a.txt', 'a');
    await bench.git(folder, ['push', '--quiet', 'origin', 'trunk']);
    const { body } = await (await bench.client()).get('/repositories/acme/empty-service');
    expect(dig(body, 'mainbranch.name')).toBe('trunk');
  });

  it('gives repositories of one name, made one after the other within a second, commits of their own', async () => {
    const tips = new Set<string>();
    for (let i = 0; i < 4; i += 1) {
      await bench.control('POST', '/repositories', { workspace: 'acme', slug: 'again' });
      tips.add(
        (await bench.git('.', ['ls-remote', bench.remote(token, 'acme/again'), 'main'])).split('\t')[0] ?? '',
      );
      await bench.control('DELETE', '/repositories/acme/again');
    }
    expect(tips.size).toBe(4);
    expect([...tips]).toEqual(Array(4).fill(expect.stringMatching(/^[0-9a-f]{40}$/)));
  });

  it('takes a push of several megabytes in chunks', async () => {
    const folder = await clone('acme/shop-web');
    mkdirSync(join(bench.folder, folder, 'big'));
    const random = Array.from({ length: 300_000 }, (_, index) =>
      ((index * 7919) % 999_983).toString(36),
    ).join('');
    for (let part = 0; part < 4; part += 1) {
      writeFileSync(join(bench.folder, folder, `big/${part}`), `${part}${random.slice(part * 1000)}`);
    }
    const hash = await commit(folder, 'last.txt', 'last');
    await bench.git(folder, ['-c', 'http.postBuffer=65536', 'push', '--quiet', 'origin', 'main']);
    expect(await bench.git(folder, ['ls-remote', 'origin', 'refs/heads/main'])).toContain(hash);
  });

  it('refuses a bad token, a reader, and a token without the scope', async () => {
    const bad = await fails(bench.git('.', ['clone', bench.remote('nonsense', 'acme/shop-web'), 'bad']));
    expect(bad).toContain('Authentication failed');
    const reader = await clone('globex/legacy-archive');
    await commit(reader, 'x.txt', 'x');
    expect(await fails(bench.git(reader, ['push', 'origin', 'main']))).toContain('403');
    token = (await bench.tokens('alice', ['repository'])).access_token;
    const scopeless = await clone('acme/shop-web');
    await commit(scopeless, 'x.txt', 'x');
    expect(await fails(bench.git(scopeless, ['push', 'origin', 'main']))).toContain('403');
  });

  it('holds branch restrictions in Bitbucket’s words, and refuses everything when told to', async () => {
    const client = await bench.client();
    const rule = { kind: 'push', branch_match_kind: 'glob', pattern: 'ma*', users: [], groups: [] };
    const made = await client.send('POST', '/repositories/acme/shop-web/branch-restrictions', rule);
    expect(made.status).toBe(201);
    const folder = await clone('acme/shop-web');
    await commit(folder, 'x.txt', 'x');
    const refused = await fails(bench.git(folder, ['push', 'origin', 'main']));
    expect(refused).toContain('remote: Permission denied to update branch main.');
    expect(refused).toContain('! [remote rejected] main -> main (pre-receive hook declined)');
    await bench.git(folder, ['push', '--quiet', 'origin', 'main:other']);
    await bench.control('PATCH', '/settings', {
      preReceiveRefusal: 'The repository is over its size limit.',
    });
    const all = await fails(bench.git(folder, ['push', 'origin', 'main:another']));
    expect(all).toContain('remote: The repository is over its size limit.');
  });

  it('counts requests and bytes, and hides a new branch from REST for a while', async () => {
    const folder = await clone('acme/shop-web');
    await bench.control('PATCH', '/settings', { branchLagMs: 60_000 });
    await commit(folder, 'x.txt', 'x');
    await bench.control('DELETE', '/requests');
    await bench.git(folder, ['push', '--quiet', 'origin', 'HEAD:late']);
    const log = await bench.control('GET', '/requests?kind=git');
    const requests = log.requests as Json[];
    expect(requests.map((one) => [one.method, one.status])).toEqual([
      ['GET', 401],
      ['GET', 200],
      ['POST', 200],
    ]);
    expect(requests[2]).toMatchObject({ user: 'alice', path: '/acme/shop-web.git/git-receive-pack' });
    expect(Number(requests[2]?.bytesUp)).toBeGreaterThan(2600);
    const client = await bench.client();
    const path = '/repositories/acme/shop-web/refs/branches/late';
    expect((await client.get(path)).status).toBe(404);
    await bench.control('PATCH', '/settings', { branchLagMs: 0 });
    expect((await client.get(path)).status).toBe(200);
  });

  it('is gone at the address that a repository had before, or redirected from there', async () => {
    await bench.control('PATCH', '/repositories/acme/shop-web', { slug: 'web' });
    expect(await fails(clone('acme/shop-web'))).toContain('not found');
    await bench.control('PATCH', '/settings', { oldAddresses: 'redirect' });
    const folder = await clone('acme/shop-web');
    expect(await bench.git(folder, ['rev-parse', 'HEAD'])).toMatch(/^[0-9a-f]{40}/);
    const state = await bench.control('GET', '/state?repository=acme/web');
    const uuid = String(dig(state, 'repositories.0.uuid'));
    expect(await fails(clone(`%7B%7D/${encodeURIComponent(uuid)}`))).toContain('not found');
  });
});
