import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedRequest {
  jobId: string;
  workspaceId: string;
  modelSnapshotId: string;
  callbackUrl: string;
  secret: string;
  fence: number;
}

export const COMPLETED = {
  outcome: 'completed',
  artifact: { id: 'a'.repeat(64), fileCount: 83 },
  durationMs: 412,
};

/** A generator controller whose results the test sends itself. */
export class FakeGenerator {
  readonly requests: ReceivedRequest[] = [];
  /** What it answers: `accepted` and `known` with 202, a number as a status. */
  answers: ('accepted' | 'known' | number)[] = [];
  /** Another one is as if the process had been replaced. */
  instance = 'first';
  /** How often it was asked whether it is there. */
  looks = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeGenerator> {
    const server = createServer();
    const fake = new FakeGenerator(server);
    server.on('request', (request, response) => {
      // A request that cannot be read is broken off, so that its sender notices.
      fake.answer(request, response).catch((error: Error) => response.destroy(error));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/api/instance') {
      this.looks += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ instance: this.instance }));
      return;
    }
    this.requests.push(JSON.parse(await text(request)));
    const answer = this.answers.shift() ?? 'accepted';
    response.writeHead(typeof answer === 'number' ? answer : 202, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ state: answer, instance: this.instance }));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Sends a result, and gives the status of the answer. */
  async callBack({ callbackUrl, secret }: ReceivedRequest, result: object = COMPLETED): Promise<number> {
    const response = await fetch(callbackUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(result),
    });
    return response.status;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
