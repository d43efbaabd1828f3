import { randomBytes } from 'node:crypto';
import type { RepositoryReference } from '@amplication/bitbucket-client';

/** The control API of the emulator (apps/bitbucket-emulator/README.md). */
export class EmulatorControl {
  constructor(private readonly url: string) {}

  /** An access token without the browser part; all scopes of the consumer unless some are given. */
  async token(user: string, scopes?: readonly string[]): Promise<string> {
    const { access_token: token } = await this.post<{ access_token: string }>('tokens', { user, scopes });
    return token;
  }

  /** A new repository of Acme; with a main branch unless `empty`. */
  async repository(options: { empty?: boolean } = {}): Promise<RepositoryReference> {
    const slug = `conformance-${randomBytes(4).toString('hex')}`;
    await this.post('repositories', { workspace: 'acme', slug, ...options });
    return { workspace: 'acme', repo: slug };
  }

  /** A commit of alice's, as if pushed. Returns its hash. */
  async commit({ workspace, repo }: RepositoryReference, branch: string, file: string): Promise<string> {
    const body = { user: 'alice', workspace, repository: repo, branch, files: { [file]: `${file}\n` } };
    return (await this.post<{ hash: string }>('commits', body)).hash;
  }

  /** Changes settings for as long as `act` runs. */
  async during<Value>(settings: Record<string, number>, act: () => Promise<Value>): Promise<Value> {
    const before = (await (await fetch(`${this.url}/_emulator/settings`)).json()) as Record<string, number>;
    await this.post('settings', settings);
    try {
      return await act();
    } finally {
      await this.post(
        'settings',
        Object.fromEntries(Object.keys(settings).map((name) => [name, before[name]])),
      );
    }
  }

  /** The next request that matches gets this answer instead. */
  async fault(fault: { method?: string; path: string; status: number }): Promise<void> {
    await this.post('faults', { kind: 'rest', action: 'status', ...fault });
  }

  private async post<Body>(path: string, body: object): Promise<Body> {
    const response = await fetch(`${this.url}/_emulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The emulator's ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text || '{}') as Body;
  }
}
