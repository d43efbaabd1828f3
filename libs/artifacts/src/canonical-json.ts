import { isRecord } from '@amplication/foundation';

/** JSON with the keys of every object sorted, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  // The types of TypeScript leave out that a function or `undefined` has no JSON.
  const text = JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sortKeys(part) : part)) as
    string | undefined;
  if (text === undefined) throw new TypeError('Only a JSON value can be stored.');
  return text;
}

function sortKeys(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries);
}
