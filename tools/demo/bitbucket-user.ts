import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitUser } from './git-user';

export interface PullRequestFacts {
  state: string;
  title: string;
  author: string;
  sourceBranch: string;
}

export interface ChangedFile {
  status: string;
  path: string;
  added: number;
  removed: number;
}

interface Page<Item> {
  values: Item[];
  next?: string;
}

/** A person with an account of the emulated Bitbucket: grants access on its page, uses its API, has clones. */
export class BitbucketUser {
  private readonly folders: string[] = [];

  private constructor(
    private readonly url: string,
    private readonly username: string,
    private readonly accessToken: string,
    private readonly author: { name: string; email: string },
  ) {}

  /** `username` is one of the emulator's: alice or bob. */
  static async signIn(url: string, username: string): Promise<BitbucketUser> {
    const response = await fetch(`${url}/_emulator/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: username }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    const account = new BitbucketUser(url, username, token, { name: '', email: '' });
    const { display_name: name } = await account.get<{ display_name: string }>('/user');
    return new BitbucketUser(url, username, token, { name, email: `${username}@example.com` });
  }

  /** The token that this person's own git uses; the platform never sees it. */
  get secret(): string {
    return this.accessToken;
  }

  /** Presses "Grant access" on the page that asks for it. Returns what the browser is sent back with. */
  async grant(authorizeUrl: string): Promise<{ code: string; state: string }> {
    const asked = new URL(authorizeUrl);
    const form = new URLSearchParams(asked.searchParams);
    form.set('user', this.username);
    form.set('decision', 'grant');
    const response = await fetch(asked.origin + asked.pathname, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    const back = new URL(response.headers.get('location') ?? `${asked.origin}?error=no-redirect`);
    const code = back.searchParams.get('code');
    const state = back.searchParams.get('state');
    if (code === null || state === null)
      throw new Error(`Bitbucket sent back no code: ${await response.text()}`);
    return { code, state };
  }

  /** A clone of a branch in a folder that `leave` removes. */
  async clone(repository: string, branch: string): Promise<{ folder: string; git: GitUser }> {
    const folder = await mkdtemp(join(tmpdir(), 'amplication-clone-'));
    this.folders.push(folder);
    const header = `Basic ${Buffer.from(`x-token-auth:${this.accessToken}`).toString('base64')}`;
    const git = new GitUser(folder, this.url, header, this.author);
    await git.clone(`${this.url}/${repository}.git`, branch);
    return { folder, git };
  }

  /** All pull requests of a repository, newest first. */
  pullRequests(
    repository: string,
  ): Promise<{ id: number; state: string; title: string; description: string }[]> {
    const states = ['OPEN', 'MERGED', 'DECLINED'].map((state) => `state=${state}`).join('&');
    return this.list(`/repositories/${repository}/pullrequests?${states}&sort=-created_on&pagelen=50`);
  }

  comments(repository: string, number: number): Promise<{ content: { raw: string } }[]> {
    return this.list(`/repositories/${repository}/pullrequests/${number}/comments?pagelen=50`);
  }

  async diffstat(repository: string, number: number): Promise<ChangedFile[]> {
    interface Entry {
      status: string;
      lines_added: number;
      lines_removed: number;
      old: { path: string } | null;
      new: { path: string } | null;
    }
    const path = `/repositories/${repository}/pullrequests/${number}/diffstat?pagelen=100`;
    const entries = await this.list<Entry>(path);
    return entries.map((entry) => ({
      status: entry.status,
      path: entry.new?.path ?? entry.old?.path ?? '',
      added: entry.lines_added,
      removed: entry.lines_removed,
    }));
  }

  /** Removes the clones. */
  async leave(): Promise<void> {
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }

  private async list<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let next: string | undefined = `${this.url}/2.0${path}`; next !== undefined;) {
      const page: Page<Item> = await this.read(next);
      items.push(...page.values);
      next = page.next;
    }
    return items;
  }

  private get<Body>(path: string): Promise<Body> {
    return this.read(`${this.url}/2.0${path}`);
  }

  private async read<Body>(url: string): Promise<Body> {
    const response = await fetch(url, { headers: { authorization: `Bearer ${this.accessToken}` } });
    if (!response.ok) throw new Error(`Bitbucket answered ${response.status} to GET ${url}`);
    return (await response.json()) as Body;
  }
}
