export const REDACTED = '[redacted]';

/** `=` as it stands in a URL, or encoded once or more inside another URL's parameter. */
const EQUALS = '(?:=|%(?:25)*3D)';
/** A value up to the next parameter, quote, space or encoded `&`. */
const VALUE = String.raw`(?:(?!%(?:25)*26)[^&\s"'\\#<>])+`;
const SECRET_NAMES =
  '(?:[\\w-]*?(?:access|refresh|id)[_-]?token|[\\w-]*?token|[\\w-]*?secret|[\\w-]*?password|code_verifier|api[_-]?key)';

const RULES: [RegExp, string][] = [
  // HTTP authorisation values, wherever they stand.
  [/\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=-]+/gi, `$1 ${REDACTED}`],
  // git remotes as Bitbucket's older documentation writes them, and any `user:password@host`.
  [/(x-token-auth(?::|%3A))[^@\s"'\\]+/gi, `$1${REDACTED}`],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@"'\\]*:)[^\s@/"'\\]+@/gi, `$1${REDACTED}@`],
  // OAuth's code and state: only where they are parameters, since both are also plain words.
  [
    new RegExp(`((?:^|[?&#"'\\s]|%(?:25)*(?:3F|26|23))(?:code|state)${EQUALS})${VALUE}`, 'gi'),
    `$1${REDACTED}`,
  ],
  [new RegExp(`(\\b${SECRET_NAMES}${EQUALS})${VALUE}`, 'gi'), `$1${REDACTED}`],
  // JSON inside a text: a response's body in an error's message.
  [new RegExp(`(\\b${SECRET_NAMES}\\\\*"\\s*:\\s*\\\\*")[^"\\\\]+`, 'gi'), `$1${REDACTED}`],
  // Header lines inside a text.
  [/\b((?:proxy-)?authorization|set-cookie|cookie)(\s*:\s*)(?!\[redacted\])[^\r\n"\\]+/gi, `$1$2${REDACTED}`],
];

/** Hides what looks like a secret in a text: tokens in headers, passwords in URLs, OAuth parameters. */
export function redactText(text: string): string {
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
