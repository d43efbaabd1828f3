import { signToken } from '../runtime/auth/tokens/sign-token.js';
import { asValues } from './values.js';

/** On whose behalf a test asks something. */
export interface Who {
  readonly subject: string;
  readonly tenant?: string;
  readonly roles: readonly string[];
}

/** What the service answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body of JSON; of a problem as well. Empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests as one caller, or as nobody. */
export class Caller {
  private token: Promise<string> | undefined;

  constructor(
    private readonly origin: () => string,
    readonly who: Who | null,
  ) {}

  get(path: string, headers: Sending['headers'] = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown, headers: Sending['headers'] = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  patch(path: string, body: unknown, headers: Sending['headers'] = {}): Promise<Answer> {
    return this.send('PATCH', path, { body, headers });
  }

  put(path: string): Promise<Answer> {
    return this.send('PUT', path);
  }

  delete(path: string, headers: Sending['headers'] = {}): Promise<Answer> {
    return this.send('DELETE', path, { headers });
  }

  async send(method: string, path: string, { body, headers = {} }: Sending = {}): Promise<Answer> {
    const response = await fetch(`${this.origin()}/api/${path}`, {
      method,
      headers: {
        ...(await this.authorization()),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: asValues(parsed) };
  }

  private async authorization(): Promise<Record<string, string>> {
    if (!this.who) return {};
    const { subject, tenant, roles } = this.who;
    this.token ??= signToken(process.env, { subject, tenant, roles, hours: 1 });
    return { authorization: `Bearer ${await this.token}` };
  }
}
