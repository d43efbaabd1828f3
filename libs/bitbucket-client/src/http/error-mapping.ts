import type { ErrorCode, ErrorParams } from '@amplication/contracts';
import { missingScopes, scopeWords } from '../scopes';
import { BitbucketError, type CallReference } from './bitbucket-error';
import { isRecord, redactText } from '@amplication/foundation';

/** An answer of Bitbucket that is not a success. */
export interface FailedAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly retryAfterMs?: number | undefined;
}

/** What Bitbucket's error envelope says; empty where the body is not one (429 may be text, proxies send HTML). */
export interface ErrorEnvelope {
  readonly message: string | null;
  readonly fields: Record<string, string[]>;
  readonly scopes: { required: string[]; granted: string[] } | null;
}

const MAX_WORDS = 500;

/**
 * Reads `{type: "error", error: {message, detail, fields, data}}`. `detail` is text, or on a missing scope an object.
 */
export function readEnvelope(body: Buffer): ErrorEnvelope {
  const error = errorObject(body);
  const detail = isRecord(error.detail) ? error.detail : null;
  return {
    message: typeof error.message === 'string' ? wordsOf(error.message) : null,
    fields: readFields(error.fields),
    scopes:
      detail && Array.isArray(detail.required)
        ? { required: strings(detail.required), granted: strings(detail.granted) }
        : null,
  };
}

/** The error that a failed answer stands for. `notFound` is the code that a 404 of this call means. */
export function toBitbucketError(
  answer: FailedAnswer,
  call: CallReference,
  notFound: ErrorCode = 'BITBUCKET_NOT_FOUND',
): BitbucketError {
  const envelope = readEnvelope(answer.body);
  const { code, message, params } = classify(answer, call, envelope, notFound);
  return new BitbucketError(code, message, {
    ...call,
    status: answer.status,
    retryAfterMs: answer.retryAfterMs,
    fields: envelope.fields,
    params: { ...params, status: answer.status },
    cause: envelope.message === null ? undefined : new Error(envelope.message),
  });
}

interface Classified {
  code: ErrorCode;
  message?: string | undefined;
  params?: ErrorParams;
}

function classify(
  { status, retryAfterMs }: FailedAnswer,
  call: CallReference,
  envelope: ErrorEnvelope,
  notFound: ErrorCode,
): Classified {
  if (status === 429) return rateLimited(call, retryAfterMs);
  // 555 is Bitbucket's own: it gave up computing the answer in time.
  if (status >= 500) return { code: 'BITBUCKET_SERVER_ERROR' };
  if (status === 401) return { code: 'BITBUCKET_UNAUTHORIZED' };
  if (status === 403 && envelope.scopes) return missingScope(envelope.scopes);
  if (status === 404) return { code: notFound };
  if (status === 409) return { code: 'BITBUCKET_CONFLICT' };
  if (status === 410) return { code: 'BITBUCKET_API_GONE' };
  if (status >= 400) return refused(envelope);
  return { code: 'BITBUCKET_UNEXPECTED', message: `Bitbucket answered with status ${status}.` };
}

function rateLimited({ method, pathTemplate }: CallReference, retryAfterMs?: number): Classified {
  const wait =
    retryAfterMs === undefined
      ? 'did not say for how long'
      : `asks to wait ${Math.ceil(retryAfterMs / 1_000)} s`;
  return {
    code: 'BITBUCKET_RATE_LIMITED',
    message: `Bitbucket answered 429 (too many requests) to ${method} ${pathTemplate} and ${wait}.`,
    params: retryAfterMs === undefined ? {} : { retryAfterMs },
  };
}

function missingScope(scopes: { required: string[]; granted: string[] }): Classified {
  const missing = missingScopes(scopes.granted, scopes.required);
  const words = (missing.length > 0 ? missing : scopes.required).map(scopeWords).join(', ');
  return {
    code: 'SCOPE_MISSING',
    message: `The OAuth consumer lacks a permission: ${words}. Tick it on the consumer's form in Bitbucket, then reconnect.`,
    params: { required: scopes.required, granted: scopes.granted },
  };
}

function refused(envelope: ErrorEnvelope): Classified {
  const fields = Object.entries(envelope.fields).flatMap(([name, texts]) =>
    texts.map((text) => `${name}: ${text}`),
  );
  const words = [envelope.message, ...fields].filter((text) => text !== null);
  return {
    code: 'BITBUCKET_REFUSED',
    message: words.length > 0 ? `Bitbucket refused the request: ${words.join(' ')}` : undefined,
    params: fields.length > 0 ? { fields } : {},
  };
}

function errorObject(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(parsed) && isRecord(parsed.error) ? parsed.error : {};
  } catch {
    return {};
  }
}

function readFields(fields: unknown): Record<string, string[]> {
  if (!isRecord(fields)) return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, texts]) => [name, strings(Array.isArray(texts) ? texts : [texts])]),
  );
}

const strings = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((item) => typeof item === 'string').map(wordsOf) : [];

/** Words of Bitbucket, or of a proxy before it, that people will read: some repeat the request, its token included. */
const wordsOf = (text: string) => redactText(text).slice(0, MAX_WORDS);
