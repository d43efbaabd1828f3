import { trimEnd } from '@amplication/foundation';

/** Bitbucket does not document the longest slug; 62 characters is what it was seen to take. */
export const MAX_SLUG_LENGTH = 62;

const SLUG = /^[a-z0-9_][a-z0-9._-]*$/;

/**
 * The slug that Bitbucket would make of a repository's name: lower case, `[a-z0-9._-]`, all else a hyphen.
 * Empty when nothing of the name is left.
 */
export function slugify(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^[.-]+/, '');
  return trimEnd(plain.slice(0, MAX_SLUG_LENGTH), '.-');
}

/** Whether a text can stand as a repository's slug without Bitbucket changing it. */
export function isSlug(slug: string): boolean {
  return slug.length <= MAX_SLUG_LENGTH && SLUG.test(slug) && slugify(slug) === slug;
}
