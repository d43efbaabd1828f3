import { trim } from '@amplication/foundation';

const MAX_LENGTH = 50;

/** A name as it can stand in a branch name or a URL: lower-case letters, digits and single hyphens; never empty. */
export function slugify(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const slug = trim(plain.slice(0, MAX_LENGTH), '-');
  return slug === '' ? 'service' : slug;
}

/** The first of `base`, `base-2`, `base-3` … that is not taken. */
export function firstFree(base: string, isTaken: (candidate: string) => boolean): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
