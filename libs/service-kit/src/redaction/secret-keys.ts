/**
 * The one list of names whose values never reach a log, an error body or an event. Compared without case, `-` and `_`,
 * so `client_secret`, `clientSecret` and `Client-Secret` are one name. A name that *ends* with one of
 * `SECRET_ENDINGS` counts as well (`callbackSecret`, `github_token`).
 */
export const REDACTED_KEYS = [
  'access_token',
  'refresh_token',
  'id_token',
  'token',
  'code',
  'code_verifier',
  'state',
  'password',
  'passphrase',
  'secret',
  'client_secret',
  'session_secret',
  'sid',
  'token_encryption_keys',
  'private_key',
  'api_key',
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
] as const;

const SECRET_ENDINGS = [
  ...['token', 'secret', 'password', 'authorization', 'cookie', 'credential', 'signature'],
  ...['tokens', 'secrets', 'passwords', 'cookies', 'credentials', 'signatures'],
  ...['passwordhash', 'secrethash', 'tokenhash', 'sessionid', 'accesskey'],
];
const NORMALISED = new Set<string>(REDACTED_KEYS.map(normalise));

/** `code` and `state` name OAuth's secrets, but also an error's code and a job's state: those are plain words. */
const AMBIGUOUS = new Set(['code', 'state']);
const PLAIN_WORD = /^(?:[A-Z]+(?:_[A-Z0-9]+)*|[A-Z0-9]{5}|[a-z]{1,12}(?:-[a-z]{1,12}){0,3})$/;

function normalise(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

/** Whether the value that stands under a key is to be hidden. */
export function isSecretEntry(key: string, value: unknown): boolean {
  const name = normalise(key);
  if (AMBIGUOUS.has(name)) return !isPlainWord(value);
  return NORMALISED.has(name) || SECRET_ENDINGS.some((ending) => name.endsWith(ending));
}

/** An error code (`NOT_FOUND`, `42P01`, `ECONNREFUSED`), an HTTP or exit code, or a state (`running`, `OPEN`). */
function isPlainWord(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  return typeof value === 'string' && value.length <= 40 && PLAIN_WORD.test(value);
}
