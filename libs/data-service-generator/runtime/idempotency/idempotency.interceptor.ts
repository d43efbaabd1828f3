import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { callerOf } from '../auth/callers.js';
import { Database } from '../database/database.js';
import { Problem } from '../http/problem.js';
import { digestOf } from '../http/requests/body.interceptor.js';
import { IdempotencyKeys, type KeptAnswer, type KeyUse } from './idempotency-keys.js';

const KEY = /^[\x21-\x7e]{1,255}$/;
/** Of an answer, what is repeated beside its status and body. */
const HEADERS = ['Location', 'ETag'];

/**
 * Does a request with an `Idempotency-Key` once: together with what it writes, its answer is kept for 24 hours and given
 * again to a repetition. Of several at the same time one is done, and the others wait for it.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly keys: IdempotencyKeys,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.get('Idempotency-Key');
    if (key === undefined) return next.handle();
    if (!KEY.test(key))
      throw new Problem('BAD_REQUEST', 'An Idempotency-Key has 1 to 255 visible characters of ASCII.');
    const { subject, tenant, roles } = callerOf(request);
    const use = { subject, route: `${request.method} ${request.path}`, key };
    // Whoever has other roles by now might not be shown the answer that is kept: it is for the same rights only.
    const sent = createHash('sha256')
      .update(JSON.stringify([tenant, [...roles].sort(), request.originalUrl, digestOf(request)]))
      .digest('hex');
    const response = context.switchToHttp().getResponse<Response>();
    return from(
      this.database.transaction(() => this.once(use, sent, response, () => lastValueFrom(next.handle()))),
    );
  }

  private async once(
    use: KeyUse,
    sent: string,
    response: Response,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const kept = await this.keys.take(use, sent);
    if (kept) return repeat(kept, sent, response);
    const body = await work();
    const headers = HEADERS.flatMap((name): [string, string][] => {
      const value = response.get(name);
      return value === undefined ? [] : [[name, value]];
    });
    await this.keys.keep(use, {
      status: response.statusCode,
      headers: Object.fromEntries(headers),
      body: body === undefined ? null : JSON.stringify(body),
    });
    return body;
  }
}

function repeat({ request, status, headers, body }: KeptAnswer, sent: string, response: Response): unknown {
  if (request !== sent) throw new Problem('KEY_REUSED');
  response
    .status(status ?? 200)
    .set(headers)
    .set('Idempotency-Replayed', 'true');
  return body === null ? undefined : JSON.parse(body);
}
