import type { QueryKey } from '@tanstack/react-query';

/**
 * Keeps the page or the search result before on screen until the next one is there, but only one of the same list:
 * `list` is what the keys of both begin with. What belongs to another workspace or repository is gone at once, as
 * somebody could click on it.
 */
export function keepPreviousOf(list: QueryKey) {
  return <Data>(previous: Data | undefined, query: { queryKey: QueryKey } | undefined): Data | undefined =>
    query && list.every((part, index) => query.queryKey[index] === part) ? previous : undefined;
}
