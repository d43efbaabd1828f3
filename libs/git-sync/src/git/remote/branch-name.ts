import { branchNameProblem, DomainError } from '@amplication/contracts';

/** Throws `VALIDATION_FAILED` unless git would take the name for a branch. */
export function assertBranchName(name: string): void {
  const problem = branchNameProblem(name);
  if (problem !== null)
    throw new DomainError('VALIDATION_FAILED', `The branch name ${JSON.stringify(name)} ${problem}.`);
}

/**
 * A pattern for a branch that may not exist: naming it exactly makes the whole fetch fail when it is missing. The star
 * stands before the last character of the first word, so that the server lists few other branches and hardly any
 * other one matches. `amplication-orders` gives `amplicatio*n-orders`.
 */
export function optionalBranchPattern(name: string): string {
  const word = /^[^-_/.]+/.exec(name)?.[0] ?? name;
  const at = word.length - 1;
  return `${name.slice(0, at)}*${name.slice(at)}`;
}
