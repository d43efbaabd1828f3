import { randomBytes } from 'node:crypto';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: Headers;
}

interface RequestOptions {
  origin?: string | null;
  contentType?: string;
  raw?: string;
}

/** A browser, as far as the API can tell: keeps its cookie and sends the Origin of our page. */
export class Client {
  private cookie: string | null = null;

  constructor(
    readonly url: string,
    private readonly origin = 'http://localhost:3001',
  ) {}

  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }
  post<T = Record<string, unknown>>(path: string, body?: object): Promise<Answer<T>> {
    return this.send<T>('POST', path, body);
  }

  async send<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    { origin = this.origin, contentType = 'application/json', raw }: RequestOptions = {},
  ): Promise<Answer<T>> {
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: this.headers({
        ...(origin === null ? {} : { origin }),
        ...(sent === undefined ? {} : { 'content-type': contentType }),
      }),
      ...(sent === undefined ? {} : { body: sent }),
    });
    this.keepCookie(response);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }

  /** Opens a stream; abort the signal to close it. */
  open(path: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, { headers: this.headers(headers), signal });
  }

  /** Another browser that holds the same cookie. */
  copy(url = this.url): Client {
    const other = new Client(url, this.origin);
    other.cookie = this.cookie;
    return other;
  }

  /** The value of the session cookie, to see that it changes. */
  get session(): string | null {
    return this.cookie;
  }

  private headers(more: Record<string, string>): Record<string, string> {
    return { ...(this.cookie ? { cookie: this.cookie } : {}), ...more };
  }

  private keepCookie(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const isCleared = /expires=Thu, 01 Jan 1970/i.test(line);
      this.cookie = isCleared ? null : pair;
    }
  }
}

export interface Person {
  client: Client;
  accountId: string;
  email: string;
  workspaceId: string;
  /** The sample service of the first workspace. */
  resourceId: string;
}

/** Signs a new person up. */
export async function signUp(url: string, name = 'Ada'): Promise<Person> {
  const client = new Client(url);
  const email = `${name.toLowerCase()}-${randomBytes(5).toString('hex')}@example.com`;
  const { status, body } = await client.post<{
    account: { id: string };
    workspaces: { id: string }[];
  }>('/api/auth/sign-up', { email, name, password: 'correct horse battery' });
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  const workspaceId = body.workspaces[0]?.id ?? '';
  const resources = await client.get<{ items: { id: string }[] }>(`/api/workspaces/${workspaceId}/resources`);
  return {
    client,
    accountId: body.account.id,
    email,
    workspaceId,
    resourceId: resources.body.items[0]?.id ?? '',
  };
}
