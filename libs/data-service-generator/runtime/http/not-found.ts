import { Problem } from './problem.js';

/** Ends a request for a row that is not there, or that the caller may not know of. */
export function notFound(words: string): never {
  throw new Problem('NOT_FOUND', `There is no such ${words}.`);
}
