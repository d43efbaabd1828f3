import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Emulator } from '../emulator';
import { kindOf, type RequestKind } from './kinds';

export type FaultAction = 'status' | 'hang' | 'hold' | 'reset' | 'lose-answer';

/** What happens to the next requests that match. */
export interface Fault {
  id: string;
  action: FaultAction;
  /** Restrictions; absent matches all. `path` is a regular expression on path and query. */
  kind?: RequestKind;
  method?: string;
  path?: string;
  /** How many matching requests to let through first. */
  skip: number;
  /** How many matching requests still to fail. */
  remaining: number;
  /** For `status`. */
  status: number;
  body: string;
  contentType: string;
  headers: Record<string, string>;
  /** For `hold`: how many requests wait for its release. */
  holding: number;
}

/** The faults that wait for their requests. */
export class FaultBook {
  private faults: Fault[] = [];
  private readonly held = new Map<string, (() => void)[]>();

  add(fault: Omit<Fault, 'id' | 'holding'>): Fault {
    const added = { ...fault, id: randomUUID(), holding: 0 };
    this.faults.push(added);
    return added;
  }

  list(): Fault[] {
    return this.faults;
  }

  remove(id: string): boolean {
    const before = this.faults.length;
    this.faults = this.faults.filter((fault) => fault.id !== id);
    for (const release of this.held.get(id) ?? []) release();
    this.held.delete(id);
    return this.faults.length < before;
  }

  clear(): void {
    for (const { id } of this.faults) this.remove(id);
  }

  /** Keeps a request back until its fault is removed. */
  hold(fault: Fault): Promise<void> {
    fault.holding += 1;
    return new Promise((release) => this.held.set(fault.id, [...(this.held.get(fault.id) ?? []), release]));
  }

  /** The fault for this request, used up by one. */
  take(kind: RequestKind, method: string, url: string): Fault | null {
    const fault = this.faults.find(
      (one) =>
        one.remaining > 0 &&
        (!one.kind || one.kind === kind) &&
        (!one.method || one.method === method) &&
        (!one.path || new RegExp(one.path).test(url)),
    );
    if (!fault) return null;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return null;
    }
    fault.remaining -= 1;
    // What holds requests stays until it is removed: that releases them.
    if (fault.remaining <= 0 && fault.action !== 'hold') this.remove(fault.id);
    return fault;
  }
}

/** Lets the work be done, swallows what is written, and ends the connection where the answer would end. */
function loseAnswer(response: Response): void {
  const drop = (): void => {
    response.socket?.destroy();
  };
  response.writeHead = () => response;
  response.flushHeaders = () => undefined;
  response.write = () => true;
  response.end = () => {
    drop();
    return response;
  };
}

function play(fault: Fault, request: Request, response: Response): 'done' | 'go on' {
  switch (fault.action) {
    case 'status':
      response.status(fault.status).set(fault.headers).type(fault.contentType).send(fault.body);
      // The rest of the body is not read: the connection cannot serve another request.
      if (!request.complete) response.once('finish', () => request.socket.destroySoon());
      return 'done';
    case 'hang':
      request.resume();
      return 'done';
    case 'reset':
      request.socket.resetAndDestroy();
      return 'done';
    case 'lose-answer':
      loseAnswer(response);
      return 'go on';
    case 'hold':
      return 'go on';
  }
}

/** Adds the latency, then plays the fault that waits for this request. Pages and control are left alone. */
export function faultMiddleware(emulator: Emulator): RequestHandler {
  return async (request, response, next) => {
    const kind = kindOf(request.path);
    if (kind === 'page' || kind === 'control') return next();
    if (emulator.settings.latencyMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, emulator.settings.latencyMs));
    }
    const fault = emulator.faults.take(kind, request.method, request.originalUrl);
    if (!fault) return next();
    emulator.requests.note(request, { fault: fault.id });
    if (fault.action === 'hold') await emulator.faults.hold(fault);
    if (play(fault, request, response) === 'go on') next();
  };
}
