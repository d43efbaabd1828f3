import { nameOf } from '../api-names.js';
import { Problem } from '../problem.js';
import { type ListRequest } from './request.js';

/**
 * The request, if it asks for no field that the caller may not read: what is found, and in what order, tells of the
 * values. A search leaves hidden fields out.
 */
export function refuseHidden(request: ListRequest, hidden: ReadonlySet<string>): ListRequest {
  const asked = [
    ...request.filters.map(({ field }) => field),
    ...request.sort.map(({ field }) => field),
    ...request.include,
  ];
  const refused = [...new Set(asked)].filter((field) => hidden.has(field)).map(nameOf);
  if (refused.length > 0) throw new Problem('FORBIDDEN', `You may not read: ${refused.join(', ')}.`);
  return { ...request, searchIn: request.searchIn.filter((field) => !hidden.has(field)) };
}
