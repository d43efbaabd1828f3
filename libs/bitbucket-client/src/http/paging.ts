import { BitbucketError } from './bitbucket-error';
import type { ApiCall, ApiHttp } from './api-http';
import { asInteger, asString, type Json } from './json';

/** One page for a user interface. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pageSize: number;
  /** Items on all pages; null when Bitbucket does not say. */
  readonly total: number | null;
  readonly hasNext: boolean;
}

export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** Bitbucket takes 10 to 100. */
  readonly pageSize: number;
}

interface RawPage<Item> {
  items: Item[];
  next: string | null;
  total: number | null;
}

export interface ListOptions<Item> {
  readonly call: ApiCall;
  readonly read: (json: Json) => Item;
  /** What makes an item the same item: results can move from page to page while they are read. */
  readonly keyOf: (item: Item) => string | number;
  /** Items a page; 100 unless given. */
  readonly pageLength?: number;
  /** How many items the list gives at most; 10,000 unless given. */
  readonly cap?: number;
}

/** All items of all pages, each once, up to the cap. Pages are fetched as they are needed. */
export async function* listAll<Item>(http: ApiHttp, options: ListOptions<Item>): AsyncGenerator<Item> {
  const { call, read, keyOf, pageLength = 100, cap = 10_000 } = options;
  const query = new URLSearchParams(call.query);
  query.set('pagelen', String(pageLength));
  const seen = new Set<string | number>();
  const followed = new Set<string>();
  let page = await http.send({ ...call, query }, (json) => readPage(json, read));
  for (;;) {
    for (const item of page.items) {
      if (seen.has(keyOf(item))) continue;
      if (seen.size >= cap) return;
      seen.add(keyOf(item));
      yield item;
    }
    if (page.next === null || seen.size >= cap) return;
    if (followed.has(page.next)) throw circular(call);
    followed.add(page.next);
    page = await http.follow(call, page.next, (json) => readPage(json, read));
  }
}

/** One page by its number. Not every list of Bitbucket has numbers: commits do not. */
export async function readOnePage<Item>(
  http: ApiHttp,
  options: ListOptions<Item>,
  { page, pageSize }: PageRequest,
): Promise<Page<Item>> {
  const query = new URLSearchParams(options.call.query);
  query.set('pagelen', String(pageSize));
  query.set('page', String(page));
  const raw = await http.send({ ...options.call, query }, (json) => readPage(json, options.read));
  return { items: raw.items, page, pageSize, total: raw.total, hasNext: raw.next !== null };
}

/** Of a page only `values` and `next` are sure to be there. */
export function readPage<Item>(json: Json, read: (json: Json) => Item): RawPage<Item> {
  return {
    items: json.get('values').array().map(read),
    next: json.get('next').optional(asString),
    total: json.get('size').optional(asInteger),
  };
}

function circular(call: ApiCall): BitbucketError {
  return new BitbucketError('BITBUCKET_UNEXPECTED', 'The pages of a list of Bitbucket lead in a circle.', {
    method: call.method,
    pathTemplate: call.path.template,
    params: { field: 'body.next' },
  });
}
