import { createHash, randomUUID } from 'node:crypto';

/** A fresh uuid in Bitbucket's form, with braces. */
export function newUuid(): string {
  return `{${randomUUID()}}`;
}

/** The same uuid for the same name, so that seeds keep their identity over a reset. */
export function namedUuid(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  return `{${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}}`;
}

/** Name to slug: lower case, everything outside `a-z0-9._-` becomes one dash, at most 62 characters. */
export function slugify(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 62);
}
