import {
  BadRequestException,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  PayloadTooLargeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Observable } from 'rxjs';
import { refuseUnfitBody } from './fit-body';
import { BODY_RULE, type BodyRule, FORM } from './body-rule';

/** The query of an address: Node allows 16 kB of it. */
const MAX_QUERY_VALUES = 100;

/**
 * Reads the body of a request when every guard has let it pass, and before the handler's pipes: a request that is
 * refused for an address, a rate, an origin or a session costs no parsing. How much is read follows from the route
 * (`body-rule.ts`); compressed bodies are refused, since their size cannot be known.
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  private readonly parsers = new Map<BodyRule, RequestHandler>();

  constructor(private readonly reflector: Reflector) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (request.body !== undefined) throw new Error('A body was parsed before the guards have let it pass.');
    refuseUnfitBody(request.query, MAX_QUERY_VALUES);
    const rule = this.reflector.get<BodyRule | undefined>(BODY_RULE, context.getHandler()) ?? FORM;
    await this.read(request, http.getResponse<Response>(), rule);
    if (rule.as === 'json') refuseUnfitBody(request.body, rule.maxValues);
    return next.handle();
  }

  private read(request: Request, response: Response, rule: BodyRule): Promise<void> {
    const parse = this.parserOf(rule);
    return new Promise((resolve, reject) => {
      parse(request, response, (error?: unknown) => {
        if (error === undefined) resolve();
        else reject(explain(error, rule));
      });
    });
  }

  private parserOf(rule: BodyRule): RequestHandler {
    const known = this.parsers.get(rule);
    if (known) return known;
    const options = { limit: rule.maxBytes, inflate: false };
    const parser = rule.as === 'raw' ? express.raw({ ...options, type: () => true }) : express.json(options);
    this.parsers.set(rule, parser);
    return parser;
  }
}

/** Says what Express' parsers refuse (https://github.com/expressjs/body-parser#errors) in words for a person. */
function explain(error: unknown, { maxBytes }: BodyRule): unknown {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') {
    const limit = maxBytes < 1_000_000 ? `${maxBytes / 1000} kB` : `${maxBytes / 1_000_000} MB`;
    return new PayloadTooLargeException(`The body of this request may have at most ${limit}.`);
  }
  if (type === 'entity.parse.failed' && error instanceof Error)
    return new BadRequestException(`The body is not valid JSON: ${error.message}`);
  return error;
}
