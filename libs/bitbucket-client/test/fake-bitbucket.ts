import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BitbucketApi, type BitbucketClient, createBitbucketClient } from '../src/client';
import type { BitbucketClientOptions, TokenProvider } from '../src/options';

export interface SeenRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  /** The connection is cut without an answer. */
  | 'reset'
  /** No answer ever. */
  | 'hang';

export type Script = (request: SeenRequest, index: number) => Answer;

export const TOKEN = 'secret-access-token';
export const CLIENT_SECRET = 'secret-of-the-consumer';

/** An HTTP server that answers as a test says, and the client that speaks to it. */
export class FakeBitbucket {
  readonly requests: SeenRequest[] = [];
  readonly renewals: string[] = [];
  private script: Script = () => ({ status: 500 });
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Starts over with new answers: one function, or a list whose last entry is repeated. */
  answers(script: Script | Answer[]): this {
    this.requests.length = 0;
    this.renewals.length = 0;
    this.script = Array.isArray(script)
      ? (_request, index) => script[Math.min(index, script.length - 1)] ?? { status: 500 }
      : script;
    return this;
  }

  client(options: Partial<BitbucketClientOptions> = {}): BitbucketClient {
    return createBitbucketClient({
      apiUrl: `${this.url}/2.0`,
      siteUrl: this.url,
      gitUrl: this.url,
      clientId: 'consumer-key',
      clientSecret: CLIENT_SECRET,
      retry: { baseMs: 1, ceilingMs: 50 },
      timeoutMs: 2_000,
      visibilityWaitsMs: [1, 1],
      ...options,
    });
  }

  api(options: Partial<BitbucketClientOptions> = {}, tokens: Partial<TokenProvider> = {}): BitbucketApi {
    return this.client(options).as({
      userKey: '{user}',
      accessToken: (asked) => {
        if (asked?.refused !== undefined) this.renewals.push(asked.refused);
        return Promise.resolve(asked?.refused !== undefined ? `${TOKEN}-renewed` : TOKEN);
      },
      ...tokens,
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const url = new URL(request.url ?? '/', this.url);
    const seen: SeenRequest = {
      method: request.method ?? '',
      url: request.url ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    this.requests.push(seen);
    const answer = this.script(seen, this.requests.length - 1);
    if (answer === 'hang') return;
    if (answer === 'reset') return void request.socket.destroy();
    const type = answer.text === undefined ? 'application/json' : 'text/plain';
    response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers });
    response.end(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)));
  }
}

export const USER = {
  type: 'user',
  uuid: '{11111111-1111-1111-1111-111111111111}',
  account_id: '557058:abc',
  display_name: 'Ada',
  nickname: 'ada',
  links: { avatar: { href: 'https://avatar.example/ada.png' } },
};

export function repository(changes: object = {}): object {
  return {
    type: 'repository',
    uuid: '{22222222-2222-2222-2222-222222222222}',
    name: 'Order Service',
    full_name: 'acme/order-service',
    slug: 'order-service',
    is_private: true,
    scm: 'git',
    size: 0,
    mainbranch: { type: 'branch', name: 'main' },
    project: { key: 'ORD' },
    links: { html: { href: 'https://bitbucket.org/acme/order-service' } },
    ...changes,
  };
}

export function pullRequest(changes: object = {}): object {
  const here = { repository: { uuid: '{22222222-2222-2222-2222-222222222222}' } };
  return {
    type: 'pullrequest',
    id: 7,
    state: 'OPEN',
    draft: false,
    title: 'Build 1',
    description: 'What changed',
    source: { ...here, branch: { name: 'amplication-orders' }, commit: { hash: 'abcdef123456' } },
    destination: { ...here, branch: { name: 'main' }, commit: { hash: '123456abcdef' } },
    merge_commit: null,
    author: USER,
    reviewers: [],
    links: { html: { href: 'https://bitbucket.org/acme/order-service/pull-requests/7' } },
    ...changes,
  };
}

export const errorBody = (message: string, more: object = {}): object => ({
  type: 'error',
  error: { message, ...more },
});

/** The error that a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Everything that an error would show to a log. */
export function everythingOf(error: unknown): string {
  const seen: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause)
    seen.push(at.message, at.stack ?? '', JSON.stringify({ ...at }));
  return seen.join('\n');
}
