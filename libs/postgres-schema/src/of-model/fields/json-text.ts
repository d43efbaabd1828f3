import { isRecord } from '@amplication/foundation';
import { plainNumber } from './numbers';

/** A value of JSON as PostgreSQL shows a `jsonb`: spaces after `:` and `,`, shorter keys first. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (isRecord(value)) {
    const keys = Object.entries(value).map(([key, inner]) => ({ key, inner, bytes: Buffer.from(key) }));
    keys.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
    return `{${keys.map(({ key, inner }) => `${JSON.stringify(key)}: ${jsonbText(inner)}`).join(', ')}}`;
  }
  return typeof value === 'number' ? plainNumber(value) : JSON.stringify(value);
}
