import { createServer, type Server } from 'node:http';
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
    server.on('request', async (request, response) => {
      const body: Outcome = JSON.parse(await text(request));
      const { authorization } = request.headers;
      callbacks.received.push({ path: request.url ?? '', authorization, body });
      response.writeHead(callbacks.statuses.shift() ?? 204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return callbacks;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
