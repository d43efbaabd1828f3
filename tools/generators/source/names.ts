const capitalised = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

/** The words of `pull-request.merged`, `git-sync` or `getResourceUsage`, in lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .split(/[-.]/)
    .map((word) => word.toLowerCase());
}

/** `PullRequestMerged` */
export const className = (name: string): string => wordsOf(name).map(capitalised).join('');

/** `PULL_REQUEST_MERGED` */
export const constantName = (name: string): string => wordsOf(name).join('_').toUpperCase();

/** `pull-request-merged` */
export const fileName = (name: string): string => wordsOf(name).join('-');

/** Names as a sentence lists them. */
export const listed = (names: Iterable<string>): string => [...names].join(', ');
