import type { Response } from 'express';

/** Aborted when nobody waits for the answer any more. */
export function untilClosed(response: Response): AbortSignal {
  const closed = new AbortController();
  if (response.closed) closed.abort();
  else response.once('close', () => closed.abort());
  return closed.signal;
}
