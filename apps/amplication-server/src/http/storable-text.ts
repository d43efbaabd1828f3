import { type FieldProblem, InvalidRequest } from '@amplication/service-kit';
import type { NextFunction, Request, Response } from 'express';

/** What PostgreSQL cannot keep in text or jsonb: NUL, and halves of surrogate pairs. */
const NOT_STORABLE = /\0|\p{Surrogate}/u;

/** The text as it can be stored: what cannot is replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll(new RegExp(NOT_STORABLE, 'gu'), '\uFFFD');
}

/** Refuses a request that holds text which cannot be stored, whatever the field; each such field is named. */
export function refuseUnstorableText(request: Request, _response: Response, next: NextFunction): void {
  const problems = [...find(request.body, ''), ...find(request.query, '')];
  if (problems.length > 0) return next(new InvalidRequest(problems));
  next();
}

function* find(value: unknown, path: string): Generator<FieldProblem> {
  if (typeof value === 'string') {
    if (NOT_STORABLE.test(value)) yield { path, message: `${path} must be text without NUL characters` };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (NOT_STORABLE.test(key)) yield { path, message: 'names must be text without NUL characters' };
    else yield* find(inner, path === '' ? key : `${path}.${key}`);
  }
}
