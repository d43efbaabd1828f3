import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Exchange } from './check/exchange';

const API = '/2.0';

/**
 * A reverse proxy on 127.0.0.1 that stands before the emulator and keeps what passes below `/2.0`. The rest, such as
 * git, passes unseen. Links of the API to itself are made to lead through the proxy, too.
 */
export class RecordingProxy {
  readonly exchanges: Exchange[] = [];
  private target: URL | null = null;

  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<RecordingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = new RecordingProxy(`http://127.0.0.1:${port}`, server);
    server.on('request', (incoming, outgoing) => proxy.pass(incoming, outgoing));
    return proxy;
  }

  /** Where requests go from now on; before, they are answered with 503. */
  forwardTo(origin: string): void {
    this.target = new URL(origin);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (!this.target) {
      outgoing.writeHead(503).end();
      return;
    }
    const recorded = incoming.url?.startsWith(`${API}/`)
      ? this.record(incoming, outgoing)
      : this.pipe(incoming, outgoing);
    // Neither side gets an answer that was not given: a broken connection stays one.
    recorded.catch(() => outgoing.destroy());
  }

  private async pipe(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const forwarded = this.forward(incoming);
    incoming.pipe(forwarded);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  }

  private async record(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestBody = await buffer(incoming);
    const forwarded = this.forward(incoming);
    forwarded.end(requestBody);
    const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
    const responseBody = await buffer(answer);
    const scopes = answer.headers['x-accepted-oauth-scopes'];
    this.exchanges.push({
      method: incoming.method ?? '',
      url: (incoming.url ?? '').slice(API.length),
      requestType: mediaType(incoming),
      requestBody,
      status: answer.statusCode ?? 0,
      responseType: mediaType(answer),
      responseBody,
      acceptedScopes: typeof scopes === 'string' ? scopes.split(', ').filter(Boolean) : null,
    });
    const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
    const isJson = mediaType(answer) === 'application/json';
    const body = isJson ? Buffer.from(this.leadBack(responseBody.toString('utf8'))) : responseBody;
    outgoing.writeHead(answer.statusCode ?? 502, {
      ...headers,
      ...(headers.location ? { location: this.leadBack(headers.location) } : {}),
      'content-length': body.length,
    });
    outgoing.end(body);
  }

  private forward(incoming: IncomingMessage) {
    const { hostname, port, host } = this.target ?? new URL(this.url);
    return request({
      hostname,
      port,
      method: incoming.method,
      path: incoming.url,
      headers: { ...incoming.headers, host },
    });
  }

  /** Clients follow a `next` only below the address of the API that they know, and redirects with a token likewise. */
  private leadBack(text: string): string {
    return this.target ? text.replaceAll(`${this.target.origin}${API}/`, `${this.url}${API}/`) : text;
  }
}

function mediaType({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
