import { delay } from '@amplication/foundation';
import type { AxiosInstance } from 'axios';
import type { ErrorCode } from '@amplication/contracts';
import type { BitbucketLogger, TokenProvider } from '../options';
import { BitbucketError, type CallReference } from './bitbucket-error';
import { type BudgetedCall, type BudgetGate, budgetResource, type WhenHeld } from './budget';
import { toBitbucketError } from './error-mapping';
import { exchange, type HttpAnswer } from './http';
import type { Json } from './json';
import type { ApiPath } from './path';
import { readBody } from './read-body';
import { fullJitter, type RetryPolicy } from './retry';

export interface ApiSettings {
  readonly instance: AxiosInstance;
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly budget?: BudgetGate | undefined;
  readonly logger?: BitbucketLogger | undefined;
}

export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: ApiPath;
  readonly query?: URLSearchParams | undefined;
  /** Sent as JSON. */
  readonly json?: object | undefined;
  readonly form?: FormData | undefined;
  /** Whether doing it twice is the same as doing it once; all but POST unless said. Only such a call is retried. */
  readonly idempotent?: boolean;
  /** What a 404 of this call means. */
  readonly notFound?: ErrorCode;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Sends calls for one account: token, budget, time limit, retries and typed errors. */
export class ApiHttp {
  constructor(
    private readonly settings: ApiSettings,
    private readonly tokens: TokenProvider,
    private readonly whenHeld: WhenHeld = 'wait',
  ) {}

  /** Sends a call and reads its JSON body. A body that does not parse is `BITBUCKET_UNEXPECTED` and names the field. */
  async send<Value>(call: ApiCall, read: (json: Json) => Value): Promise<Value> {
    const answer = await this.succeed(call, this.urlOf(call));
    return readBody(answer, reference(call), read);
  }

  /** Sends a call whose answer has no body that matters. */
  async sendIgnoringBody(call: ApiCall): Promise<void> {
    await this.succeed(call, this.urlOf(call));
  }

  async bytes(call: ApiCall): Promise<Buffer> {
    return (await this.succeed(call, this.urlOf(call))).body;
  }

  /** Follows a `next` link of a page, if it points at the configured API and nowhere else. */
  async follow<Value>(call: ApiCall, next: string, read: (json: Json) => Value): Promise<Value> {
    if (!next.startsWith(`${this.settings.apiUrl}/`) || !URL.canParse(next))
      throw new BitbucketError('BITBUCKET_UNEXPECTED', 'A page of Bitbucket links to another host.', {
        ...reference(call),
        params: { field: 'body.next' },
      });
    return readBody(await this.succeed(call, next), reference(call), read);
  }

  private urlOf(call: ApiCall): string {
    const query = call.query?.toString();
    return `${this.settings.apiUrl}${call.path.url}${query ? `?${query}` : ''}`;
  }

  private async succeed(call: ApiCall, url: string): Promise<HttpAnswer> {
    const safe = call.idempotent ?? call.method !== 'POST';
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.authorised(call, url);
      } catch (error) {
        const wait = this.waitBeforeRetry(error, attempt);
        if (!safe || wait === null) throw error;
        this.settings.logger?.debug({ ...reference(call), attempt, wait }, 'Bitbucket call is tried again');
        await delay(wait, call.signal);
      }
    }
  }

  private waitBeforeRetry(error: unknown, attempt: number): number | null {
    const { retry } = this.settings;
    if (!(error instanceof BitbucketError) || !RETRIED.has(error.code) || attempt + 1 >= retry.tries)
      return null;
    // The budget gate has waited as long as it may already, and nothing was sent; or it is not to be waited for.
    if (error.code === 'BITBUCKET_RATE_LIMITED' && (error.status === null || this.whenHeld === 'fail'))
      return null;
    const wait = Math.max(error.retryAfterMs ?? 0, fullJitter(attempt, retry));
    return wait > retry.ceilingMs ? null : wait;
  }

  /** One try, with one renewal of the token: a token can be revoked or expire on its way. */
  private async authorised(call: ApiCall, url: string): Promise<HttpAnswer> {
    const { signal } = call;
    const token = await this.tokens.accessToken({ signal });
    let answer = await this.exchange(call, url, token);
    if (answer.status === 401) {
      const renewed = await this.tokens.accessToken({ refused: token, signal });
      if (renewed !== token) answer = await this.exchange(call, url, renewed);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw toBitbucketError(answer, reference(call), call.notFound);
  }

  private async exchange(call: ApiCall, url: string, token: string): Promise<HttpAnswer> {
    const { budget, instance, timeoutMs } = this.settings;
    const budgeted: BudgetedCall = { ...reference(call), resource: budgetResource(call.path.template) };
    await budget?.before(this.tokens.userKey, budgeted, { signal: call.signal, whenHeld: this.whenHeld });
    const answer = await exchange(instance, {
      ...reference(call),
      url,
      headers: {
        Accept: call.accept ?? 'application/json',
        Authorization: `Bearer ${token}`,
        ...(call.json ? { 'Content-Type': 'application/json' } : {}),
      },
      data: call.json ? JSON.stringify(call.json) : call.form,
      timeoutMs,
      signal: call.signal,
    });
    await budget?.after(this.tokens.userKey, budgeted, answer);
    return answer;
  }
}

const RETRIED: ReadonlySet<ErrorCode> = new Set([
  'BITBUCKET_RATE_LIMITED',
  'BITBUCKET_SERVER_ERROR',
  'BITBUCKET_UNREACHABLE',
]);

const reference = (call: ApiCall): CallReference => ({
  method: call.method,
  pathTemplate: call.path.template,
});
