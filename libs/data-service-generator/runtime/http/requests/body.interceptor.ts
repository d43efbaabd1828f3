import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { type Observable } from 'rxjs';
import { Config } from '../../config.js';
import { Problem } from '../problem.js';
import { mediaTypesOf } from './media-types.js';

const digests = new WeakMap<object, string>();

/** What tells the body of one request from that of another; of a request without a body it is always the same. */
export const digestOf = (request: object): string => digests.get(request) ?? '';

/**
 * Reads the body of a request once the guards have let it pass, so that a request that is refused costs no parsing.
 * A route that takes something else than JSON says so with `@ApiConsumes`, and reads it itself.
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  private readonly parse: RequestHandler;

  constructor({ bodyBytes }: Config) {
    // How large a compressed body is, nobody knows before it has been read.
    this.parse = express.json({ limit: bodyBytes, inflate: false, verify: keepDigest });
  }

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const { consumes, produces } = mediaTypesOf(context.getHandler());
    if (!request.accepts([...produces, 'application/problem+json'])) throw new Problem('NOT_ACCEPTABLE');
    if (hasBody(request)) {
      if (!request.is([...consumes]))
        throw new Problem('UNSUPPORTED_MEDIA_TYPE', `It takes ${consumes.join(', ')}.`);
      await this.read(request, context.switchToHttp().getResponse<Response>());
    }
    return next.handle();
  }

  private read(request: Request, response: Response): Promise<void> {
    return new Promise((resolve, reject) => {
      void this.parse(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else reject(problemOf(error));
      });
    });
  }
}

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function keepDigest(request: object, _response: unknown, bytes: Buffer): void {
  digests.set(request, createHash('sha256').update(bytes).digest('hex'));
}

/** By the types that Express has for them: https://github.com/expressjs/body-parser#errors */
function problemOf(error: unknown): unknown {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  switch (type) {
    case 'entity.too.large':
      return new Problem('TOO_LARGE', undefined, { cause: error });
    case 'entity.parse.failed':
      return new Problem('BAD_REQUEST', 'The body is not valid JSON.', { cause: error });
    case 'encoding.unsupported':
      return new Problem('UNSUPPORTED_MEDIA_TYPE', 'A body must not be compressed.', { cause: error });
    case 'charset.unsupported':
      return new Problem('UNSUPPORTED_MEDIA_TYPE', 'A body must be in UTF-8.', { cause: error });
    case 'request.aborted':
    case 'request.size.invalid':
      return new Problem('BAD_REQUEST', 'The body did not come as a whole.', { cause: error });
    default:
      return error;
  }
}
