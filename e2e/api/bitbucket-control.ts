import type { Platform } from '../../tools/platform';

export interface RepositoryState {
  heads: Record<string, string>;
  pullRequests: { id: number; state: string; description: string; comments: { raw: string }[] }[];
}

/** The control API of a platform's Bitbucket emulator. */
export class BitbucketControl {
  private readonly url: string;

  constructor(platform: Platform) {
    this.url = `${platform.urls['bitbucket-emulator']}/_emulator`;
  }

  /** What the next matching request meets. */
  fault(fault: object): Promise<{ id: string }> {
    return this.send('POST', '/faults', fault);
  }

  /** Whether a fault was used up. */
  async wasPlayed({ id }: { id: string }): Promise<boolean> {
    const { faults } = await this.send<{ faults: { id: string }[] }>('GET', '/faults');
    return !faults.some((fault) => fault.id === id);
  }

  async clearFaults(): Promise<void> {
    await this.send('DELETE', '/faults');
  }

  async repository(fullName: string): Promise<RepositoryState> {
    const path = `/state?repository=${fullName}`;
    const { repositories } = await this.send<{ repositories: RepositoryState[] }>('GET', path);
    const [repository] = repositories;
    if (!repository) throw new Error(`The emulator has no repository ${fullName}.`);
    return repository;
  }

  private async send<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text || 'null') as Body;
  }
}
