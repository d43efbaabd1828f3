import { DomainError, type ErrorCode } from '@amplication/contracts';
import { redactText } from '@amplication/foundation';

const MAX_TEXT = 2_000;

/** A status as git and curl report it; a bare number could be a count of objects. */
const status = (codes: string) =>
  `(?:returned error|HTTP(?:/[\\d.]+)?|status(?: code)?):?\\s*(?:${codes})\\b`;
const meaning = (code: ErrorCode, ...texts: string[]) => ({
  code,
  pattern: new RegExp(texts.join('|'), 'i'),
});

/** First match wins: a refusal by a hook also ends in git's general "failed to push some refs". */
const MEANINGS = [
  meaning('BITBUCKET_RATE_LIMITED', status('429'), 'rate limit', 'too many requests'),
  meaning(
    'REPOSITORY_TOO_LARGE',
    'exceeds maximum allowed size',
    'repository .*over .*size limit',
    status('413'),
  ),
  meaning(
    'REPOSITORY_READ_ONLY',
    '(workspace|account|repository).* read.?only',
    'over (its|the|your) (user|plan|storage) limit',
  ),
  meaning(
    'BRANCH_RESTRICTED',
    'permission denied to (update|create|delete) branch',
    'hook declined',
    'branch (restriction|permission)',
    'protected branch',
    'can only push your own commits',
  ),
  meaning(
    'BITBUCKET_UNAUTHORIZED',
    'invalid username or password',
    'authentication failed',
    'could not read (Username|Password)',
    status('401'),
  ),
  meaning(
    'REPOSITORY_GONE',
    'repository .*not found',
    'may not have access',
    'no such repository',
    status('404|410'),
  ),
  meaning(
    'REPOSITORY_NOT_WRITABLE',
    status('403'),
    'access denied',
    'forbidden',
    'do not have (write )?(access|permission)',
  ),
  meaning('BITBUCKET_SERVER_ERROR', status('5\\d\\d')),
  meaning(
    'BITBUCKET_UNREACHABLE',
    'could not resolve host',
    'failed to connect',
    'connection (refused|reset|timed out)',
    'timed out',
    'early EOF',
    'unexpected disconnect',
    'hung up unexpectedly',
    'RPC failed',
  ),
];

/**
 * The error that the text of a failed git command stands for. Bitbucket's own words (`remote: …`) are kept for the user;
 * anything that looks like a credential is taken out. Unknown text is `GIT_FAILED`.
 * Sources of the texts: docs/bitbucket-support.md, "git over HTTPS".
 */
export function explainGitFailure(stderr: string): DomainError {
  const text = redactText(stderr).slice(0, MAX_TEXT);
  const code = MEANINGS.find(({ pattern }) => pattern.test(text))?.code ?? 'GIT_FAILED';
  const words = remoteWords(text);
  const keepsWords =
    code === 'BRANCH_RESTRICTED' || code === 'REPOSITORY_TOO_LARGE' || code === 'REPOSITORY_READ_ONLY';
  return new DomainError(code, keepsWords && words ? `Bitbucket refused the push: ${words}` : undefined, {
    params: words ? { remote: words } : {},
    cause: new Error(text),
  });
}

/** What the server wrote, without git's prefix. */
function remoteWords(text: string): string {
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.startsWith('remote:'))
    .map((line) => line.slice('remote:'.length).trim())
    .filter((line) => line !== '')
    .join(' ');
}
