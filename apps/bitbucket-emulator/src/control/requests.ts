import type { Router } from 'express';
import type { Emulator } from '../emulator';
import { ApiError } from '../http/api-error';

function expression(value: unknown): RegExp | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return new RegExp(value);
  } catch {
    throw new ApiError(400, 'path: not a regular expression');
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `/_emulator/requests`: what was served, for tests that count. Webhook deliveries likewise. */
export function requestRoutes(router: Router, emulator: Emulator): void {
  router.get('/requests', (request, response) => {
    const { kind, method, path } = request.query;
    const requests = emulator.requests.list({
      kind: text(kind),
      method: text(method)?.toUpperCase(),
      path: expression(path),
    });
    const counts: Record<string, number> = { rest: 0, oauth: 0, git: 0, page: 0 };
    for (const one of requests) counts[one.kind] = (counts[one.kind] ?? 0) + 1;
    const sum = (pick: 'bytesUp' | 'bytesDown'): number =>
      requests.reduce((total, one) => total + one[pick], 0);
    response.json({
      count: requests.length,
      counts,
      bytesUp: sum('bytesUp'),
      bytesDown: sum('bytesDown'),
      requests,
    });
  });
  router.delete('/requests', (_request, response) => {
    emulator.requests.clear();
    response.status(204).end();
  });
  router.get('/deliveries', (_request, response) => {
    response.json({ deliveries: emulator.webhooks.list() });
  });
  router.delete('/deliveries', (_request, response) => {
    emulator.webhooks.clear();
    response.status(204).end();
  });
}
