import { DomainError } from '@amplication/contracts';

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|^\.|^\/|^-|\/$|\.$|\.lock(\/|$)|^@$/;

/** Throws unless git would take the name for a branch (git-check-ref-format), or if it could be read as an option. */
export function assertBranchName(name: string): void {
  if (name === '' || FORBIDDEN.test(name) || Buffer.byteLength(name) > 255) {
    throw new DomainError('VALIDATION_FAILED', `${JSON.stringify(name)} cannot be the name of a branch.`);
  }
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
