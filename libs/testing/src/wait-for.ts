export interface WaitForOptions {
  /** 15 seconds unless given, or what TEST_WAIT_MS says. */
  timeoutMs?: number;
  intervalMs?: number;
  /** What is waited for, for the message of the error. */
  what?: string;
}

/** A value that a condition may return to say "not yet". */
type NotYet = false | null | undefined | 0 | '';

/**
 * Polls until the condition returns something truthy, and returns that. A condition that throws counts as "not yet";
 * its last error is the cause when the time is up.
 */
export async function waitFor<Value>(
  condition: () => Value | NotYet | Promise<Value | NotYet>,
  {
    timeoutMs = Number(process.env['TEST_WAIT_MS'] ?? 15_000),
    intervalMs = 50,
    what = 'the condition',
  }: WaitForOptions = {},
): Promise<Value> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`, { cause });
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
}
