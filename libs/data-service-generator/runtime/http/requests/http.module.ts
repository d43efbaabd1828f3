import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, HttpAdapterHost } from '@nestjs/core';
import { type ExpressAdapter } from '@nestjs/platform-express';
import { type Application, type Request, type Response } from 'express';
import { InputPipe } from './input.pipe.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { BodyInterceptor } from './body.interceptor.js';
import { RateLimits } from './rate-limits.js';
import { TimeLimitInterceptor } from './time-limit.interceptor.js';
import { unmatched } from './unmatched.js';

/** How every route reads requests and answers errors. */
@Module({
  providers: [
    RateLimits,
    { provide: APP_FILTER, useClass: ProblemFilter },
    // In this order: the time of a request includes that for its body.
    { provide: APP_INTERCEPTOR, useClass: TimeLimitInterceptor },
    { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
  exports: [RateLimits],
})
export class HttpModule implements OnApplicationBootstrap {
  constructor(private readonly host: HttpAdapterHost<ExpressAdapter>) {}

  /** Nest answers what no route takes below its prefix; this is for all other addresses, behind all routes. */
  onApplicationBootstrap(): void {
    const app: Application = this.host.httpAdapter.getInstance();
    app.use((request: Request, response: Response) => sendProblem(response, unmatched(app, request)));
  }
}
