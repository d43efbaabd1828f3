import type { PageQuery } from '../../http/page';

/** One page of a list that can only be read from its beginning. Reads no further than it must. */
export async function takePage<T>(
  list: AsyncIterable<T>,
  { page, pageSize }: PageQuery,
): Promise<{ items: T[]; page: number; pageSize: number; hasNext: boolean }> {
  const first = (page - 1) * pageSize;
  const items: T[] = [];
  let index = 0;
  for await (const item of list) {
    if (index >= first + pageSize) return { items, page, pageSize, hasNext: true };
    if (index >= first) items.push(item);
    index += 1;
  }
  return { items, page, pageSize, hasNext: false };
}
