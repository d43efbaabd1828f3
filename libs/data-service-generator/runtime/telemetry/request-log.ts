import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Request, type RequestHandler, type Response } from 'express';
import { RequestContext, requestContext } from '../context/request-context.js';
import { type Logger, LOGGER } from './logger.js';

const ID = /^[\w.-]{8,64}$/;
/** Asked every few seconds by machines. */
const QUIET = /^\/health\/(?:live|ready)$/;
const MAX_PATH = 500;

/** Gives each request its id, and writes one line for it: nothing of its query, its headers and its body. */
@Injectable()
export class RequestLog {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  middleware(): RequestHandler {
    return (request, response, next) => {
      const context = new RequestContext(idOf(request));
      const start = performance.now();
      response.setHeader('X-Request-Id', context.id);
      requestContext.run(context, () => {
        response.once('close', () => {
          // Its connection is gone before there was an answer: nobody waits for it.
          if (!response.writableFinished) context.giveUp();
          requestContext.run(context, () => this.write(request, response, performance.now() - start));
        });
        next();
      });
    };
  }

  private write(request: Request, response: Response, ms: number): void {
    const [path = ''] = request.originalUrl.split('?', 1);
    const { statusCode: status, writableFinished } = response;
    if (QUIET.test(path) && status === 200) return;
    this.logger[levelOf(status)](
      {
        method: request.method,
        path: path.slice(0, MAX_PATH),
        status,
        ms: Math.round(ms),
        ...(writableFinished ? {} : { aborted: true }),
      },
      'request',
    );
  }
}

function idOf(request: Request): string {
  const given = request.get('X-Request-Id');
  return given !== undefined && ID.test(given) ? given : randomUUID();
}

const levelOf = (status: number): 'info' | 'warn' | 'error' =>
  status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
