import type { Request } from 'express';
import { badRequest } from '../http/api-error';

type Json = Record<string, unknown>;

/** The JSON object of the request; anything else is a 400. */
export function bodyOf(request: Request): Json {
  const body: unknown = request.body;
  if (body === undefined) return {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('Bad request');
  return body as Json;
}

/** The value at a path such as `source.branch.name`; undefined when it, or one before it, is missing. */
export function at(body: Json, path: string): unknown {
  let value: unknown = body;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Json)[key];
  }
  return value;
}

export function text(body: Json, path: string): string | undefined {
  const value = at(body, path);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest('Bad request', { [path]: ['expected a string'] });
  return value;
}

export function flag(body: Json, path: string): boolean | undefined {
  const value = at(body, path);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw badRequest('Bad request', { [path]: ['expected a boolean'] });
  return value;
}

export function number(body: Json, path: string): number | undefined {
  const value = at(body, path);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw badRequest('Bad request', { [path]: ['expected a number'] });
  return value;
}

export function list(body: Json, path: string): unknown[] | undefined {
  const value = at(body, path);
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw badRequest('Bad request', { [path]: ['expected a list'] });
  return value;
}
