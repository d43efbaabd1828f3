import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '../setup-error';
import type { ManagedProcess } from './managed-process';

/**
 * Asks `probe` again and again until it resolves. Rejects when the process ends first (with its last lines),
 * when `limitMs` is over (with the last reason), or when the signal aborts. The first two are `SetupError`s: what the
 * program itself said, such as the name of a variable that is wrong, is what helps, and no stack of ours.
 */
export async function waitUntilReady(
  name: string,
  process: ManagedProcess | null,
  probe: () => Promise<unknown>,
  { limitMs = 60_000, signal }: { limitMs?: number; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const deadline = Date.now() + limitMs;
  const state: { end: string | null } = { end: null };
  void process?.ended.then((reason) => (state.end = reason));
  for (;;) {
    signal?.throwIfAborted();
    const failure = await probe().then(
      () => null,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    if (failure === null) return;
    if (state.end !== null) throw new SetupError(`${name} ended with ${state.end}:\n${process?.lastLines()}`);
    if (Date.now() > deadline)
      throw new SetupError(`${name} was not ready within ${limitMs / 1000} seconds: ${failure.message}`, {
        cause: failure,
      });
    await delay(100, undefined, { signal });
  }
}
