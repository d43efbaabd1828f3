import type { Router } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';
import type { Fault, FaultAction } from '../http/faults';
import type { RequestKind } from '../http/kinds';
import { objectOf, optionalChoice, optionalNumber, optionalObject, optionalString } from './parse';

const ACTIONS: readonly FaultAction[] = ['status', 'hang', 'hold', 'reset', 'lose-answer'];
const KINDS: readonly RequestKind[] = ['rest', 'oauth', 'git'];

export function readFault(body: Record<string, unknown>): Omit<Fault, 'id' | 'holding'> {
  const action = optionalChoice(body, 'action', ACTIONS);
  if (!action) throw new ApiError(400, `action: one of ${ACTIONS.join(', ')} expected`);
  const [kind, method, path] = [
    optionalChoice(body, 'kind', KINDS),
    optionalString(body, 'method')?.toUpperCase(),
    optionalString(body, 'path'),
  ];
  if (path !== undefined) {
    try {
      new RegExp(path);
    } catch {
      throw new ApiError(400, 'path: not a regular expression');
    }
  }
  const status = optionalNumber(body, 'status') ?? 503;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new ApiError(400, 'status: 200 to 599 expected');
  const sent = optionalString(body, 'body');
  return {
    action,
    ...(kind && { kind }),
    ...(method && { method }),
    ...(path && { path }),
    skip: optionalNumber(body, 'skip') ?? 0,
    remaining: optionalNumber(body, 'count') ?? 1,
    status,
    body: sent ?? JSON.stringify({ type: 'error', error: { message: `Emulated failure ${status}` } }),
    contentType:
      optionalString(body, 'contentType') ?? (sent === undefined ? 'application/json' : 'text/plain'),
    headers: Object.fromEntries(
      Object.entries(optionalObject(body, 'headers') ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  };
}

/** `/_emulator/faults`: what the next matching requests meet. */
export function faultRoutes(router: Router, emulator: Emulator): void {
  router.get('/faults', (_request, response) => {
    response.json({ faults: emulator.faults.list() });
  });
  router.post('/faults', (request, response) => {
    response.status(201).json(emulator.faults.add(readFault(objectOf(request.body))));
  });
  router.delete('/faults', (_request, response) => {
    emulator.faults.clear();
    response.status(204).end();
  });
  router.delete('/faults/:id', (request, response) => {
    if (!emulator.faults.remove(request.params.id)) throw new ApiError(404, 'no such fault');
    response.status(204).end();
  });
}
