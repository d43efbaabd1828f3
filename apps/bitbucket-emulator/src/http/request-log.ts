import type { Request, RequestHandler } from 'express';
import type { Socket } from 'node:net';
import { kindOf, type RequestKind } from './kinds';

export interface RequestRecord {
  id: number;
  at: string;
  kind: RequestKind;
  method: string;
  /** Path and query; the values of anything secret are replaced. */
  path: string;
  /** 0 when the connection ended without an answer. */
  status: number;
  /** Bytes on the wire, headers included. */
  bytesUp: number;
  bytesDown: number;
  durationMs: number;
  /** Username, once known. */
  user: string | null;
  /** Id of the fault that was played on this request. */
  fault: string | null;
}

const LIMIT = 50_000;
const SECRET = /^(code|state|token|access_token|refresh_token|client_secret|password|secret)$/i;

/** Path and query without the values of secrets. */
export function redactedPath(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return url;
  const query = url
    .slice(at + 1)
    .split('&')
    .map((pair) => (SECRET.test(pair.split('=')[0] ?? '') ? `${pair.split('=')[0]}=REDACTED` : pair));
  return `${url.slice(0, at)}?${query.join('&')}`;
}

/** The requests that were served, without headers and bodies: no token ever gets in here. */
export class RequestLog {
  private records: RequestRecord[] = [];
  private nextId = 1;
  private readonly current = new WeakMap<Request, RequestRecord>();
  private readonly seen = new WeakMap<Socket, { read: number; written: number }>();

  /** Notes something about the request that is being served. */
  note(request: Request, more: Partial<Pick<RequestRecord, 'user' | 'fault'>>): void {
    const record = this.current.get(request);
    if (record) Object.assign(record, more);
  }

  list(
    filter: { kind?: string | undefined; method?: string | undefined; path?: RegExp | undefined } = {},
  ): RequestRecord[] {
    return this.records.filter(
      (one) =>
        (!filter.kind || one.kind === filter.kind) &&
        (!filter.method || one.method === filter.method) &&
        (!filter.path || filter.path.test(one.path)),
    );
  }

  clear(): void {
    this.records = [];
  }

  middleware(): RequestHandler {
    return (request, response, next) => {
      const kind = kindOf(request.path);
      if (kind === 'control') {
        // Not a record, but its bytes must not count for the next request on the same socket.
        response.once('close', () => this.take(request.socket));
        return next();
      }
      const started = performance.now();
      const record: RequestRecord = {
        id: this.nextId++,
        at: new Date().toISOString(),
        kind,
        method: request.method,
        path: redactedPath(request.originalUrl),
        status: 0,
        bytesUp: 0,
        bytesDown: 0,
        durationMs: 0,
        user: null,
        fault: null,
      };
      this.current.set(request, record);
      this.records.push(record);
      if (this.records.length > LIMIT) this.records.shift();
      response.once('close', () => {
        record.durationMs = Math.round(performance.now() - started);
        if (response.writableFinished) record.status = response.statusCode;
        Object.assign(record, this.take(request.socket));
      });
      next();
    };
  }

  /** A socket serves one request after another: what it counted since the last one is this request's share. */
  private take(socket: Socket): { bytesUp: number; bytesDown: number } {
    const before = this.seen.get(socket) ?? { read: 0, written: 0 };
    const now = { read: socket.bytesRead, written: socket.bytesWritten };
    this.seen.set(socket, now);
    return { bytesUp: now.read - before.read, bytesDown: now.written - before.written };
  }
}
