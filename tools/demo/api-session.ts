/** An answer of the public API that is not a success. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: { code?: string; message?: string },
    request: string,
  ) {
    super(`${request} answered ${status} ${body.code ?? ''}: ${body.message ?? 'no message'}`);
    this.name = 'ApiError';
  }
}

/** A browser's view of the public HTTP API: keeps the cookies and sends the client's origin. */
export class ApiSession {
  private readonly cookies = new Map<string, string>();

  /** `serverUrl` is where the API listens, `clientUrl` the origin that it expects. */
  constructor(
    private readonly serverUrl: string,
    private readonly clientUrl: string,
  ) {}

  /** The values of the cookies that the server has set. */
  get cookieValues(): string[] {
    return [...this.cookies.values()];
  }

  get<Body>(path: string): Promise<Body> {
    return this.send('GET', path);
  }

  post<Body>(path: string, body: object = {}): Promise<Body> {
    return this.send('POST', path, body);
  }

  put<Body>(path: string, body: object): Promise<Body> {
    return this.send('PUT', path, body);
  }

  delete<Body>(path: string): Promise<Body> {
    return this.send('DELETE', path, {});
  }

  /** The answer as it is, for those who want to see a refusal. */
  async request(method: string, path: string, body?: object): Promise<Response> {
    const response = await fetch(this.serverUrl + path, {
      method,
      headers: {
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        origin: this.clientUrl,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name !== undefined && value !== undefined) this.cookies.set(name, value);
    }
    return response;
  }

  private async send<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await this.request(method, path, body);
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new ApiError(response.status, parsed ?? {}, `${method} ${path}`);
    return parsed as Body;
  }
}
