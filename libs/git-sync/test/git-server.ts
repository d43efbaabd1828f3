import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';

export interface GitServerCounts {
  requests: number;
  bytesUp: number;
  bytesDown: number;
  log: string[];
}

/** What a test can make the server do. */
export interface GitServerBehaviour {
  /** Milliseconds before each request is worked on. */
  latencyMs: number;
  /** The only token that is let in; a request with another one is answered with 401. */
  token: string | null;
  /** Called before a push is given to git; may change the repository, to race with the push. */
  beforeReceive: (() => void) | null;
  /** The next pushes are done, but the connection is cut before the answer. */
  loseAnswersToPush: number;
  /** Answer every request with a redirect to this origin. */
  redirectTo: string | null;
  /** Speak version 0 of git's protocol, whatever the client asks for. */
  refuseProtocol2: boolean;
  /** Answer every request with this status. */
  status: number | null;
  /** Called when a request starts and when its answer is complete. */
  onRequest: ((name: string) => void) | null;
}

/**
 * Stock git over smart HTTP, like Bitbucket's: `git http-backend` behind Basic authentication, with counters and with
 * the mishaps of networks.
 */
export class GitServer {
  readonly counts: GitServerCounts = { requests: 0, bytesUp: 0, bytesDown: 0, log: [] };
  readonly behaviour: GitServerBehaviour = {
    latencyMs: 0,
    token: 'good-token',
    beforeReceive: null,
    loseAnswersToPush: 0,
    redirectTo: null,
    refuseProtocol2: false,
    status: null,
    onRequest: null,
  };
  private readonly backend = join(
    execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(),
    'git-http-backend',
  );

  private constructor(
    private readonly server: Server,
    private readonly projectRoot: string,
  ) {}

  static async start(projectRoot: string): Promise<GitServer> {
    const server = createServer();
    const gitServer = new GitServer(server, projectRoot);
    server.on('request', (request, response) => void gitServer.answer(request, response));
    server.on('connection', (socket) => {
      socket.on('close', () => {
        gitServer.counts.bytesUp += socket.bytesRead;
        gitServer.counts.bytesDown += socket.bytesWritten;
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return gitServer;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  url(name: string): string {
    return `${this.origin}/${name}.git`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Waits until every connection is closed, so that its bytes are counted, and sets the counters to zero. */
  async takeCounts(): Promise<GitServerCounts> {
    while ((await this.openConnections()) > 0) await sleep(2);
    const { requests, bytesUp, bytesDown, log } = this.counts;
    Object.assign(this.counts, { requests: 0, bytesUp: 0, bytesDown: 0, log: [] });
    return { requests, bytesUp, bytesDown, log };
  }

  private openConnections(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const name = `${request.method} ${url.pathname.split('/').slice(2).join('/')}${url.search}`;
    this.counts.requests += 1;
    this.counts.log.push(name);
    this.behaviour.onRequest?.(name);
    const { latencyMs, status, redirectTo, token } = this.behaviour;
    if (latencyMs > 0) await sleep(latencyMs, undefined, { ref: false });
    if (redirectTo !== null)
      return void response.writeHead(302, { location: redirectTo + url.pathname }).end();
    if (status !== null) return void response.writeHead(status).end();
    const expected = `Basic ${Buffer.from(`x-token-auth:${token}`).toString('base64')}`;
    if (token !== null && request.headers.authorization !== expected) {
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
    }
    const isPush = request.method === 'POST' && url.pathname.endsWith('/git-receive-pack');
    if (isPush) this.behaviour.beforeReceive?.();
    this.runBackend(request, response, url, isPush);
  }

  private runBackend(request: IncomingMessage, response: ServerResponse, url: URL, isPush: boolean): void {
    const child = spawn(this.backend, {
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_PROJECT_ROOT: this.projectRoot,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'tester',
        REQUEST_METHOD: request.method,
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        GIT_PROTOCOL: this.behaviour.refuseProtocol2 ? '' : String(request.headers['git-protocol'] ?? ''),
      },
    });
    const gzipped = request.headers['content-encoding'] === 'gzip';
    (gzipped ? request.pipe(createGunzip()) : request).pipe(child.stdin);
    child.stdin.on('error', () => undefined);
    response.on('close', () => child.kill());

    const loseAnswer = isPush && this.behaviour.loseAnswersToPush > 0;
    if (loseAnswer) this.behaviour.loseAnswersToPush -= 1;
    let head: Buffer | null = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (loseAnswer) return;
      if (head === null) return void response.write(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      writeHead(response, head.subarray(0, end).toString('latin1'));
      response.write(head.subarray(end + 4));
      head = null;
    });
    child.on('close', () => {
      this.behaviour.onRequest?.(`done ${request.method} ${url.pathname.split('/').pop()}`);
      if (loseAnswer) response.destroy();
      else response.end();
    });
  }
}

function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name.toLowerCase() === 'status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}
