export const REDACTED = '[redacted]';

/** `=` as it stands in a URL, or encoded once or more inside another URL's parameter. */
const EQUALS = '(?:=|%(?:25)*3D)';
/** A value up to the next parameter, quote, space or encoded `&`. */
const VALUE = String.raw`(?:(?!%(?:25)*26)[^&\s"'\\#<>])+`;
/** What such a name ends with; what stands before is not looked for, see below. */
const SECRET_NAMES = '(?:token|secret|password|code_verifier|api[_-]?key)';

/**
 * Callers write into these texts, so each rule takes time in proportion to the text, whatever the text: none begins
 * with a part of open length (a scheme, the front of a name), for the search would walk through it from every place.
 */
const RULES: [RegExp, string][] = [
  // HTTP authorisation values, wherever they stand.
  [/\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=-]+/gi, `$1 ${REDACTED}`],
  // git remotes as Bitbucket's older documentation writes them, and any `user:password@host`.
  [/(x-token-auth(?::|%3A))[^@\s"'\\]+/gi, `$1${REDACTED}`],
  [/(:\/\/[^\s:/@"'\\]*:)[^\s@/"'\\]+@/gi, `$1${REDACTED}@`],
  [/(:\/\/)[^\s:/@"'\\]+@/g, `$1${REDACTED}@`],
  [/\$argon2[^\s"'\\]+/g, REDACTED],
  // OAuth's code and state: only where they are parameters, since both are also plain words.
  [
    new RegExp(`((?:^|[?&#"'\\s]|%(?:25)*(?:3F|26|23))(?:code|state)${EQUALS})${VALUE}`, 'gi'),
    `$1${REDACTED}`,
  ],
  [new RegExp(`(${SECRET_NAMES}${EQUALS})${VALUE}`, 'gi'), `$1${REDACTED}`],
  // JSON inside a text: a response's body in an error's message.
  [new RegExp(`(${SECRET_NAMES}\\\\*"\\s*:\\s*\\\\*")[^"\\\\]+`, 'gi'), `$1${REDACTED}`],
  // Header lines inside a text.
  [
    /\b((?:proxy-)?authorization|set-cookie|cookie)(\s*:)(?!\s*\[redacted\])[^\r\n"\\]+/gi,
    `$1$2 ${REDACTED}`,
  ],
];

/** Hides what looks like a secret in a text: tokens in headers, passwords in URLs, OAuth parameters. */
export function redactText(text: string): string {
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
