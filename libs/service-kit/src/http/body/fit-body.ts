import { findUnfit } from '@amplication/foundation';
import { InvalidRequest } from '../validation';

/** Refuses JSON that `findUnfit` finds something about. Throws InvalidRequest. */
export function refuseUnfitBody(body: unknown, maxValues: number): void {
  const problems = findUnfit(body, maxValues);
  if (problems.length > 0) throw new InvalidRequest(problems);
}
