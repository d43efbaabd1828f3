const MAX_BYTES = 255;

/**
 * What is wrong with the name of a branch, as the end of a sentence; null when it is fine.
 * The rules of `git check-ref-format --branch`, and a length that every file system and Bitbucket take.
 */
export function branchNameProblem(name: string): string | null {
  if (name === '') return 'must not be empty';
  if (new TextEncoder().encode(name).length > MAX_BYTES) return `must have at most ${MAX_BYTES} bytes`;
  if (/[\s\p{Cc}~^:?*[\\]/u.test(name)) return 'must not contain spaces or any of ~ ^ : ? * [ \\';
  if (/^-|^\/|\/$|\/\/|\.\.|@\{|\.$/.test(name) || name === '@' || name === 'HEAD')
    return 'is not a branch name';
  if (name.split('/').some((part) => part.startsWith('.') || part.endsWith('.lock')))
    return 'must not have a part that starts with a dot or ends with .lock';
  return null;
}
