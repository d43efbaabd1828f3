import { BitbucketError } from '@amplication/bitbucket-client';

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Makes sure that the flow got where it should: an answer that never came cannot be checked. */
export function expectEqual(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)} instead of ${String(expected)}`);
}

/** The call must be refused with this code. */
export async function expectRefusal(code: string, call: Promise<unknown>): Promise<void> {
  const outcome = await call.then(
    () => 'no refusal',
    (error: unknown) => {
      if (error instanceof BitbucketError) return error.code;
      throw error;
    },
  );
  expectEqual(`Refusal of a call`, outcome, code);
}
