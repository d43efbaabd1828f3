const MAX_LENGTH = 255;

/**
 * What is wrong with the name of a branch, as the end of a sentence; null when it is fine.
 * The rules of `git check-ref-format --branch`.
 */
export function branchNameProblem(name: string): string | null {
  if (name.length === 0 || name.length > MAX_LENGTH) return `must have 1 to ${MAX_LENGTH} characters`;
  if (/[\s\p{Cc}~^:?*[\\]/u.test(name)) return 'must not contain spaces or any of ~ ^ : ? * [ \\';
  if (/^-|^\/|\/$|\/\/|\.\.|@\{|\.$/.test(name) || name === '@' || name === 'HEAD')
    return 'is not a branch name';
  if (name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock')))
    return 'must not have a part that starts with a dot or ends with .lock';
  return null;
}
