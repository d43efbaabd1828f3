import { DomainError, type ErrorCode } from '@amplication/contracts';
import { scrubSecrets } from '../http/scrub';

const MAX_TEXT = 2_000;

/** First match wins: a refusal by a hook also ends in git's general "failed to push some refs". */
const MEANINGS: readonly { pattern: RegExp; code: ErrorCode }[] = [
  { pattern: /\b429\b|rate limit|too many requests/i, code: 'BITBUCKET_RATE_LIMITED' },
  {
    pattern: /exceeds maximum allowed size|repository (is )?over (its|the) size|size limit|pack too large/i,
    code: 'REPOSITORY_TOO_LARGE',
  },
  {
    pattern: /read.?only|over (its|the|your) (user|plan|storage) limit|account limit/i,
    code: 'REPOSITORY_READ_ONLY',
  },
  {
    pattern:
      /permission denied to (update|create|delete) branch|pre-receive hook declined|hook declined|branch restriction|protected branch|can only push your own commits/i,
    code: 'BRANCH_RESTRICTED',
  },
  {
    pattern:
      /invalid username or password|authentication failed|could not read (Username|Password)|\b401\b|token (is )?(invalid|expired)/i,
    code: 'BITBUCKET_UNAUTHORIZED',
  },
  {
    pattern: /repository .*not found|\b404\b|you may not have access|no such repository|\b410\b/i,
    code: 'REPOSITORY_GONE',
  },
  {
    pattern: /\b403\b|access denied|forbidden|do not have (write )?(access|permission)/i,
    code: 'REPOSITORY_NOT_WRITABLE',
  },
  {
    pattern:
      /could not resolve host|failed to connect|connection (refused|reset|timed out)|timed out|early EOF|unexpected disconnect|hung up unexpectedly|RPC failed/i,
    code: 'BITBUCKET_UNREACHABLE',
  },
  { pattern: /returned error: 5\d\d|\b(500|502|503|504|555)\b/i, code: 'BITBUCKET_SERVER_ERROR' },
];

/**
 * The error that the text of a failed git command stands for. Bitbucket's own words (`remote: …`) are kept for the user;
 * anything that looks like a credential is taken out. Unknown text is `GIT_FAILED`.
 * Sources of the texts: docs/bitbucket-support.md, "git over HTTPS".
 */
export function explainGitFailure(stderr: string): DomainError {
  const text = scrubSecrets(stderr).slice(0, MAX_TEXT);
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
