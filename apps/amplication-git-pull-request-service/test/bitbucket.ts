import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TokenSet } from '@amplication/bitbucket-client';
import { type RunningEmulator, startEmulator } from '@amplication/testing';

export interface StoredPullRequest {
  id: number;
  state: 'OPEN' | 'MERGED' | 'DECLINED';
  title: string;
  description: string;
  source: { branch: string; commit: string };
  destination: { branch: string; commit: string };
  closeSourceBranch: boolean;
  reviewers: string[];
  comments: { raw: string }[];
}

export interface StoredRepository {
  uuid: string;
  heads: Record<string, string>;
  pullRequests: StoredPullRequest[];
  statuses: { commit: string; key: string; state: string; url: string; description: string }[];
}

export interface Request {
  method: string;
  path: string;
  status: number;
}

/** The emulated Bitbucket of a suite, as a test looks at it and as the user alice uses it. */
export class Bitbucket {
  private constructor(
    private readonly emulator: RunningEmulator,
    private readonly aliceToken: string,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Bitbucket> {
    const emulator = await startEmulator();
    const bitbucket = new Bitbucket(emulator, '', await mkdtemp(join(tmpdir(), 'clones-')));
    const { access_token: token } = await bitbucket.mint();
    return new Bitbucket(emulator, token, bitbucket.folder);
  }

  async stop(): Promise<void> {
    await this.emulator.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.emulator.url;
  }

  /** Tokens of alice for the worker's connection. */
  async grant(): Promise<TokenSet> {
    const tokens = await this.mint();
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresIn: tokens.expires_in,
      scopes: tokens.scope.split(' '),
    };
  }

  async user(username: string): Promise<{ uuid: string; displayName: string }> {
    const { users } = await this.get<{ users: { uuid: string; username: string; displayName: string }[] }>(
      'state',
    );
    const found = users.find((user) => user.username === username);
    if (!found) throw new Error(`The emulator has no user ${username}.`);
    return found;
  }

  async workspaceUuid(slug: string): Promise<string> {
    const { workspaces } = await this.get<{ workspaces: { uuid: string; slug: string }[] }>('state');
    return workspaces.find((workspace) => workspace.slug === slug)?.uuid ?? '';
  }

  /** A new repository in the Bitbucket workspace acme. */
  async createRepository(
    slug: string,
    options: { empty?: boolean; mainBranch?: string } = {},
  ): Promise<string> {
    const added = await this.post<{ repositories: { uuid: string }[] }>('repositories', {
      workspace: 'acme',
      slug,
      ...options,
    });
    return added.repositories[0]?.uuid ?? '';
  }

  repository(slug: string): Promise<StoredRepository> {
    return this.repositoryAt(`acme/${slug}`);
  }

  async repositoryAt(fullName: string): Promise<StoredRepository> {
    const { repositories } = await this.get<{ repositories: StoredRepository[] }>(
      `state?repository=${fullName}`,
    );
    const [repository] = repositories;
    if (!repository) throw new Error(`There is no repository ${fullName}.`);
    return repository;
  }

  /** What an owner does to acme/`slug`: a new name, another Bitbucket workspace, or both. */
  async move(slug: string, to: { slug?: string; workspace?: string }): Promise<void> {
    await this.control('PATCH', `repositories/acme/${slug}`, to);
  }

  async remove(slug: string): Promise<void> {
    await this.control('DELETE', `repositories/acme/${slug}`);
  }

  /** Another repository in acme with the same commits and branches. */
  async copy(slug: string, to: string): Promise<void> {
    await this.post(`repositories/acme/${slug}/copies`, { slug: to });
  }

  /** Keeps back the next request to `path` but `skip`, until `release`. */
  async hold(
    path: string,
    skip: number,
  ): Promise<{ isHolding(): Promise<boolean>; release(): Promise<void> }> {
    const { id } = await this.fault({ action: 'hold', path, skip });
    return {
      isHolding: async () => {
        const { faults } = await this.get<{ faults: { id: string; holding: number }[] }>('faults');
        return faults.some((fault) => fault.id === id && fault.holding > 0);
      },
      release: async () => void (await this.control('DELETE', `faults/${id}`)),
    };
  }

  /** Requests of any kind whose path matches. */
  async requestsTo(path: string): Promise<Request[]> {
    const query = new URLSearchParams({ path });
    return (await this.get<{ requests: Request[] }>(`requests?${query}`)).requests;
  }

  /** A commit by alice on a branch, as if she had pushed it. */
  async commit(
    slug: string,
    branch: string,
    files: Record<string, string>,
    message = 'By hand',
  ): Promise<string> {
    const { hash } = await this.post<{ hash: string }>('commits', {
      workspace: 'acme',
      repository: slug,
      user: 'alice',
      branch,
      message,
      files,
    });
    return hash;
  }

  /** A commit by alice that takes a file away. */
  async removeFile(slug: string, branch: string, path: string): Promise<void> {
    await this.post('commits', {
      workspace: 'acme',
      repository: slug,
      user: 'alice',
      branch,
      message: `Remove ${path}`,
      files: { [path]: null },
    });
  }

  /** A call of alice to Bitbucket's own API. */
  async api<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${this.url}/2.0${path}`, {
      method,
      headers: { authorization: `Bearer ${this.aliceToken}`, 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || 'null') as Body;
  }

  /** `git` in a bare mirror of the repository as it is now. */
  async git(slug: string, ...args: string[]): Promise<string> {
    const mirror = await mkdtemp(join(this.folder, 'mirror-'));
    await this.run(mirror, 'clone', '--quiet', '--mirror', `${this.url}/acme/${slug}.git`, '.');
    return this.run(mirror, ...args);
  }

  /** A file's text on a branch; null when it is not there. */
  file(slug: string, branch: string, path: string): Promise<string | null> {
    return this.git(slug, 'show', `${branch}:${path}`).catch(() => null);
  }

  /** Pushes commits that a test makes in a clone, with git, as alice. */
  async pushByHand(slug: string, branch: string, files: Record<string, string>): Promise<string> {
    const clone = await mkdtemp(join(this.folder, 'clone-'));
    await this.run(clone, 'clone', '--quiet', '--branch', branch, `${this.url}/acme/${slug}.git`, '.');
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(clone, path)), { recursive: true });
      await writeFile(join(clone, path), content);
    }
    await this.run(clone, 'add', '--all');
    await this.run(clone, 'commit', '--quiet', '--message', 'By hand');
    await this.run(clone, 'push', '--quiet', 'origin', 'HEAD');
    return this.run(clone, 'rev-parse', 'HEAD');
  }

  /** What the next matching request meets. */
  fault(fault: object): Promise<{ id: string }> {
    return this.post('faults', fault);
  }

  /** Ids of the faults that were not played yet. */
  async faults(): Promise<string[]> {
    return (await this.get<{ faults: { id: string }[] }>('faults')).faults.map(({ id }) => id);
  }

  settings(changes: object): Promise<unknown> {
    return this.control('PATCH', 'settings', changes);
  }

  revoke(): Promise<unknown> {
    return this.post('revoke', { user: 'alice', consumer: 'amplication-local' });
  }

  async clearRequests(): Promise<void> {
    await this.control('DELETE', 'requests');
  }

  /** Those that name the repository by its uuid, as all of the worker's do. */
  async restRequestsTo(repositoryUuid: string): Promise<Request[]> {
    const named = encodeURIComponent(repositoryUuid);
    return (await this.restRequests()).filter(({ path }) => path.includes(named));
  }

  async restRequests(): Promise<Request[]> {
    return (await this.get<{ requests: Request[] }>('requests?kind=rest')).requests;
  }

  private mint(): Promise<{
    access_token: string;
    refresh_token: string;
    expires_in: number;
    scope: string;
  }> {
    return this.post('tokens', { user: 'alice' });
  }

  private get<Body>(path: string): Promise<Body> {
    return this.control('GET', path);
  }

  private post<Body>(path: string, body: object): Promise<Body> {
    return this.control('POST', path, body);
  }

  private async control<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text || 'null') as Body;
  }

  private async run(cwd: string, ...args: string[]): Promise<string> {
    const header = Buffer.from(`x-token-auth:${this.aliceToken}`).toString('base64');
    const { stdout } = await promisify(execFile)('git', args, {
      cwd,
      env: {
        PATH: process.env.PATH,
        HOME: cwd,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Alice Liddell',
        GIT_AUTHOR_EMAIL: 'alice@example.com',
        GIT_COMMITTER_NAME: 'Alice Liddell',
        GIT_COMMITTER_EMAIL: 'alice@example.com',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${header}`,
      },
    });
    return stdout.trim();
  }
}
