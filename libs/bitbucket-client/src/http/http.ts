import axios, { type AxiosInstance, isAxiosError } from 'axios';
import { BitbucketError, type CallReference } from './bitbucket-error';
import { isRecord } from '@amplication/foundation';
import { parseRetryAfter } from './retry';

export interface HttpRequest extends CallReference {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data?: string | FormData | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
  readonly retryAfterMs?: number | undefined;
}

const MAX_ANSWER_BYTES = 50 * 1024 * 1024;

/**
 * One HTTP exchange. Whatever the status, the answer is returned as bytes; only an exchange without an answer rejects,
 * with `BITBUCKET_UNREACHABLE`, or with the signal's reason when the caller gave up.
 * A redirect is an answer like any other: it is never followed, so that no token reaches another host.
 */
export async function exchange(instance: AxiosInstance, request: HttpRequest): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await instance.request<Buffer>({
      url: request.url,
      method: request.method,
      headers: { ...request.headers },
      data: request.data,
      signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
      responseType: 'arraybuffer',
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      validateStatus: () => true,
      transformRequest: [(data: unknown) => data],
      transformResponse: [(data: unknown) => data],
    });
    return {
      status: response.status,
      body: Buffer.from(response.data),
      retryAfterMs: parseRetryAfter(response.headers['retry-after']),
    };
  } catch (error) {
    request.signal?.throwIfAborted();
    throw unreachable(error, request, timeout.aborted);
  }
}

export function createAxios(): AxiosInstance {
  return axios.create();
}

/** Keeps the reason and drops the rest: an axios error holds the request's headers, and so the token. */
function unreachable(error: unknown, request: HttpRequest, timedOut: boolean): BitbucketError {
  const reason = timedOut
    ? `no answer within ${request.timeoutMs} ms`
    : isAxiosError(error)
      ? (error.code ?? error.message)
      : isRecord(error) && typeof error.code === 'string'
        ? error.code
        : 'the request could not be sent';
  return new BitbucketError('BITBUCKET_UNREACHABLE', undefined, {
    method: request.method,
    pathTemplate: request.pathTemplate,
    params: { reason },
    cause: new Error(reason),
  });
}
