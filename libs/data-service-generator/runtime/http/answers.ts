import { applyDecorators, type Type } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { type Response } from 'express';
import { ApiProblems } from './api-problems.js';

const ETAG = {
  schema: { type: 'string' as const },
  description: 'Tells this state of the row from others: for `If-Match` and `If-None-Match`.',
};
const LOCATION = { schema: { type: 'string' as const }, description: 'Where the row is.' };

/** Sets the headers of an answer to the making of a row: its tag, and where it is. */
export function sayCreated(response: Response, etag: string, route: string, key: readonly unknown[]): void {
  response.setHeader('ETag', etag);
  const parts = key.map((part) => encodeURIComponent(String(part)));
  response.setHeader('Location', `/api/${[route, ...parts].join('/')}`);
}

/** Says in the OpenAPI document that a route makes a row that has an address. */
export const ApiCreated = (type: Type): MethodDecorator =>
  applyDecorators(ApiCreatedResponse({ type, headers: { ETag: ETAG, Location: LOCATION } }), ApiWritten());

/** Says in the OpenAPI document that a route answers with a row and its tag. */
export const ApiTagged = (type: Type): MethodDecorator => ApiOkResponse({ type, headers: { ETag: ETAG } });

/** Says in the OpenAPI document what the database may refuse of what a caller writes. */
export const ApiWritten = (): MethodDecorator =>
  ApiProblems(
    'BAD_REQUEST',
    'VALUE_MISSING',
    'VALUE_REFUSED',
    'VALUE_UNFIT',
    'NOT_UNIQUE',
    'REFERENCE_BROKEN',
    'CLASH',
  );
