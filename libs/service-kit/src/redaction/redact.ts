import { types } from 'node:util';
import { isQueryError, queryErrorFacts } from './query-error';
import { REDACTED, redactText } from '@amplication/foundation';
import { isSecretEntry } from './secret-keys';

const MAX_DEPTH = 12;
/** What axios hangs on its errors: whole sockets, and headers with the token. The useful parts are kept apart. */
const AXIOS_KEYS = new Set(['config', 'request', 'response', 'toJSON']);

/**
 * A copy of any value that is safe to log: values under the names of `REDACTED_KEYS` are replaced, every text goes
 * through `redactText`, errors become plain objects with their chain of causes, and circles are cut.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, { seen: new Set(), depth: 0 });
}

/** `redact` for the fields of one object. */
export function redactRecord(fields: Record<string, unknown>): Record<string, unknown> {
  return redactEntries(Object.entries(fields), { seen: new Set([fields]), depth: 1 });
}

interface Walk {
  seen: Set<object>;
  depth: number;
}

function redactValue(value: unknown, walk: Walk): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (walk.seen.has(value)) return '[circular]';
  if (walk.depth >= MAX_DEPTH) return '[too deep]';
  walk.seen.add(value);
  try {
    return redactObject(value, { seen: walk.seen, depth: walk.depth + 1 });
  } finally {
    walk.seen.delete(value);
  }
}

function redactObject(value: object, walk: Walk): unknown {
  if (isError(value)) return redactError(value, walk);
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof URL || value instanceof URLSearchParams) return redactText(value.toString());
  if (Array.isArray(value)) return value.map((item) => redactValue(item, walk));
  if (types.isSet(value)) return [...value].map((item) => redactValue(item, walk));
  if (types.isMap(value) || value instanceof Headers) {
    return redactEntries(
      [...value].map(([key, item]) => [String(key), item]),
      walk,
    );
  }
  return redactEntries(Object.entries(value), walk);
}

function redactEntries(entries: [string, unknown][], walk: Walk): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([key, item]) => [
      redactText(key),
      isSecretEntry(key, item) && item != null ? REDACTED : redactValue(item, walk),
    ]),
  );
}

/** Errors of another realm (jest's, a worker's) are errors too, so `instanceof` alone misses them. */
function isError(value: object): value is Error {
  return types.isNativeError(value) || value instanceof Error;
}

function redactError(error: Error, walk: Walk): Record<string, unknown> {
  const cause = error.cause === undefined ? {} : { cause: redactValue(error.cause, walk) };
  if (isQueryError(error)) return { ...queryErrorFacts(error), ...cause };
  const isAxios = 'isAxiosError' in error;
  const own = Object.entries(error).filter(([key]) => key !== 'cause' && !(isAxios && AXIOS_KEYS.has(key)));
  return {
    type: error.name,
    message: redactText(String(error.message)),
    ...(isAxios ? redactEntries(axiosSummary(error), walk) : {}),
    ...redactEntries(own, walk),
    ...(error instanceof AggregateError ? { errors: redactValue(error.errors, walk) } : {}),
    ...cause,
    stack: redactText(String(error.stack)),
  };
}

function axiosSummary(error: Error): [string, unknown][] {
  const config = 'config' in error ? error.config : undefined;
  const response = 'response' in error ? error.response : undefined;
  return [
    ...pick(config, ['method', 'url', 'baseURL', 'timeout']),
    ...pick(response, ['status', 'data']).map(([key, item]): [string, unknown] => [
      key === 'data' ? 'responseBody' : key,
      item,
    ]),
  ];
}

function pick(value: unknown, keys: string[]): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter(([key, item]) => keys.includes(key) && item !== undefined);
}
