import { createHash } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import { type Request, type Response } from 'express';
import { Problem } from './problem.js';

const DIGITS = 16;
/** One tag of a list: W/"12", "12". */
const TAG = /(W\/)?"([^"]*)"/g;

/** The tag of a row without a version, by all that the API shows of it to the caller. */
export const etagOf = (row: object): string =>
  `"${createHash('sha256').update(JSON.stringify(row)).digest('hex').slice(0, DIGITS)}"`;

/** The tag of a row that counts its changes. */
export const etagOfVersion = (version: number | string): string => `"${version}"`;

/** `If-Match` of the request: which state of the row it is meant for. */
export const IfMatch = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<Request>().headers['if-match'],
);

/** Says in the OpenAPI document that a route looks at `If-Match`. */
export const ApiIfMatch = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: false,
    schema: { type: 'string' },
    description: 'The ETag that was read: the request is refused with 412 when the row has changed since.',
  });

/** Says in the OpenAPI document that a route looks at `If-None-Match`. */
export const ApiIfNoneMatch = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      schema: { type: 'string' },
      description: 'The ETag that was read: the answer is 304 and empty while the row is as it was.',
    }),
    ApiResponse({ status: 304, description: 'The row is as it was.' }),
  );

/** Throws CHANGED_MEANWHILE when the request is meant for another state of the row than `etag`. */
export function refuseChanged(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  // A weak tag never matches here: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
  const tags = [...ifMatch.matchAll(TAG)].filter(([, weak]) => weak === undefined).map(([tag]) => tag);
  if (!tags.includes(etag)) throw new Problem('CHANGED_MEANWHILE');
}

/** Whether the caller has this state of the row already, as `If-None-Match` says. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return (
    ifNoneMatch.trim() === '*' || [...ifNoneMatch.matchAll(TAG)].some(([, , tag]) => `"${tag}"` === etag)
  );
}

/** Answers with a row and its tag, or with 304 when the caller has this state of it already. */
export function answerTagged<Body>(response: Response, etag: string, body: Body): Body | undefined {
  response.setHeader('ETag', etag);
  if (!isKnown(response.req.headers['if-none-match'], etag)) return body;
  response.status(304);
  return undefined;
}
