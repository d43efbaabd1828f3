import type { Request } from 'express';
import type { Emulator } from '../emulator';
import { badRequest } from '../http/api-error';

const DEFAULT_PAGELEN = 10;
const MAX_PAGELEN = 100;

function integer(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/** `pagelen` of the request. Over 100 is an error; pull requests give 50 at most, whatever is asked. */
export function pagelenOf(request: Request, cap = MAX_PAGELEN, fallback = DEFAULT_PAGELEN): number {
  if (request.query.pagelen === undefined) return fallback;
  const pagelen = integer(request.query.pagelen);
  if (pagelen === null || pagelen < 1 || pagelen > MAX_PAGELEN) throw badRequest('Invalid pagelen');
  return Math.min(pagelen, cap);
}

/** The request's own address with other query values. `path` replaces the path, as Bitbucket does with uuids. */
export function pageUrl(
  emulator: Emulator,
  request: Request,
  changes: Record<string, string | null>,
  path?: string,
): string {
  const url = new URL(request.originalUrl, emulator.url);
  if (path !== undefined) url.pathname = path;
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.href;
}

/** One page by number: `{values, page, pagelen, size, next?, previous?}`. */
export function numberedPage<T>(
  emulator: Emulator,
  request: Request,
  all: readonly T[],
  represent: (item: T) => object,
  options: { cap?: number; fallback?: number; nextPath?: string } = {},
): object {
  const pagelen = pagelenOf(request, options.cap, options.fallback);
  const page = request.query.page === undefined ? 1 : integer(request.query.page);
  if (page === null || page < 1) throw badRequest('Invalid page');
  const start = (page - 1) * pagelen;
  const at = (number: number): string =>
    pageUrl(emulator, request, { page: String(number) }, options.nextPath);
  return {
    values: all.slice(start, start + pagelen).map(represent),
    pagelen,
    size: all.length,
    page,
    ...(start + pagelen < all.length && { next: at(page + 1) }),
    ...(page > 1 && { previous: at(page - 1) }),
  };
}

/** Where an iterator stands: the opaque `ctx` of its `next` link. */
export function iteratorStart(request: Request): number {
  if (request.query.page !== undefined) throw badRequest('Invalid page');
  if (request.query.ctx === undefined) return 0;
  const text = Buffer.from(String(request.query.ctx), 'base64url').toString();
  const [, start] = /^from (\d+)$/.exec(text) ?? [];
  if (start === undefined) throw badRequest('Invalid page');
  return Number(start);
}

/**
 * A page of an iterator (commits): no numbers, only an opaque `next`. `items` holds one more than `pagelen`
 * when there is more.
 */
export function iteratorPage(
  emulator: Emulator,
  request: Request,
  items: object[],
  start: number,
  pagelen: number,
): object {
  const ctx = Buffer.from(`from ${start + pagelen}`).toString('base64url');
  return {
    values: items.slice(0, pagelen),
    pagelen,
    ...(items.length > pagelen && { next: pageUrl(emulator, request, { ctx }) }),
  };
}
