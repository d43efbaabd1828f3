import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Outcome } from '../src/generation/outcome';

export interface ReceivedCallback {
  path: string;
  authorization: string | undefined;
  body: Outcome;
}

/** Stands where the build-manager would, and answers with the given statuses, then with 204. */
export class CallbackServer {
  readonly received: ReceivedCallback[] = [];
  statuses: number[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CallbackServer> {
    const server = createServer();
    const callbacks = new CallbackServer(server);
    server.on('request', (request, response) => {
      // A request that cannot be read is broken off, so that its sender notices.
      callbacks.answer(request, response).catch((error: Error) => response.destroy(error));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return callbacks;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Outcome = JSON.parse(await text(request));
    const { authorization } = request.headers;
    this.received.push({ path: request.url ?? '', authorization, body });
    response.writeHead(this.statuses.shift() ?? 204).end();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
