import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { catchError, type Observable, throwError, timeout, TimeoutError } from 'rxjs';
import { Config } from '../../config.js';
import { requestContext } from '../../context/request-context.js';
import { Problem } from '../problem.js';

/** Answers TIMEOUT when a request takes too long, and lets nothing be begun for it from then on. */
@Injectable()
export class TimeLimitInterceptor implements NestInterceptor {
  constructor(private readonly config: Config) {}

  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestContext.getStore();
    return next.handle().pipe(
      timeout({ first: this.config.requestMs }),
      catchError((error: unknown) => {
        if (!(error instanceof TimeoutError)) return throwError(() => error);
        request?.giveUp();
        return throwError(() => new Problem('TIMEOUT', undefined, { cause: error }));
      }),
    );
  }
}
