import fc from 'fast-check';
import { AxiosError, AxiosHeaders } from 'axios';
import { redact } from './redact';
import { redactText } from '@amplication/foundation';
import { REDACTED_KEYS } from './secret-keys';

/** Long enough not to turn up by chance, of the characters that tokens, codes and states are made of. */
const secret = fc.stringMatching(/^[A-Z][a-z][0-9][A-Za-z0-9_-]{13,40}[0-9][a-z]$/);
const key = fc.constantFrom(...REDACTED_KEYS);

/** The spellings in which one name is met: as it is, in camelCase, in capitals. */
const spelling = fc.tuple(key, fc.constantFrom('as-is', 'camel', 'upper')).map(([name, style]) => {
  if (style === 'upper') return name.toUpperCase();
  return style === 'camel'
    ? name.replace(/[-_](\w)/g, (_match, letter: string) => letter.toUpperCase())
    : name;
});

/** Wraps a value in objects, arrays, maps, errors and causes, up to eight deep. */
const wrapping = fc.array(fc.constantFrom('object', 'array', 'map', 'set', 'cause', 'field', 'aggregate'), {
  maxLength: 8,
});

function wrap(value: unknown, kinds: string[]): unknown {
  return kinds.reduce<unknown>((inner, kind) => {
    if (kind === 'array') return ['x', inner];
    if (kind === 'map') return new Map([['inner', inner]]);
    if (kind === 'set') return new Set([inner]);
    if (kind === 'cause') return new Error('outer', { cause: inner });
    if (kind === 'field') return Object.assign(new Error('outer'), { details: inner });
    if (kind === 'aggregate') return new AggregateError([inner], 'outer');
    return { plain: 1, inner };
  }, value);
}

const shown = (value: unknown) => JSON.stringify(redact(value));

describe('redact', () => {
  it('never shows what stands under a listed key, however deep', () => {
    fc.assert(
      fc.property(secret, spelling, wrapping, (text, name, kinds) => {
        expect(shown(wrap({ [name]: text, also: { [name]: [text] } }, kinds))).not.toContain(text);
      }),
      { numRuns: 200 },
    );
  });

  it('never shows a secret of a URL or a header, in any text, however deep', () => {
    const place = fc.constantFrom(
      (text: string) => `https://host/callback?code=${text}&state=x`,
      (text: string) => `/bitbucket-auth-app/callback?state=${text}`,
      (text: string) => `GET /x?access_token=${text} failed`,
      (text: string) => `code=${text}&grant_type=authorization_code`,
      (text: string) => `grant_type=refresh_token&refresh_token=${text}`,
      (text: string) => `redirect=${encodeURIComponent(`/callback?code=${text}&state=${text}`)}`,
      (text: string) => encodeURIComponent(encodeURIComponent(`http://x/?code=${text}&y=1`)),
      (text: string) => `Authorization: Bearer ${text}`,
      (text: string) => `fatal: Authentication failed for https://x-token-auth:${text}@bitbucket.org/a/b.git`,
      (text: string) => `connect to postgresql://user:${text}@host:5432/db failed`,
      (text: string) => `Basic ${Buffer.from(text).toString('base64')} and Bearer ${text}`,
      (text: string) => `Set-Cookie: session=${text}; HttpOnly`,
      (text: string) => JSON.stringify({ access_token: text, expires_in: 7200 }),
      (text: string) => JSON.stringify(JSON.stringify({ refresh_token: text })),
    );
    fc.assert(
      fc.property(secret, place, wrapping, (text, inPlace, kinds) => {
        const sentence = inPlace(text);
        expect(shown(wrap({ note: sentence }, kinds))).not.toContain(text);
        expect(shown(wrap(new Error(sentence), kinds))).not.toContain(text);
        expect(redactText(sentence)).not.toContain(text);
      }),
      { numRuns: 200 },
    );
  });

  it("shows what is useful of axios' errors, and neither headers, body sent, nor sockets", () => {
    const config = {
      method: 'post',
      url: 'https://bitbucket.org/site/oauth2/access_token',
      data: 'grant_type=authorization_code&code=SECRET1code',
      headers: new AxiosHeaders({ Authorization: 'Basic SECRET2basic' }),
      auth: { username: 'key', password: 'SECRET3password' },
    };
    const response = {
      status: 400,
      statusText: 'Bad Request',
      data: { error: 'invalid_grant', refresh_token: 'SECRET4refresh' },
      headers: { 'set-cookie': ['SECRET5cookie'] },
      config,
    };
    const error = new AxiosError(
      'Request failed',
      'ERR_BAD_REQUEST',
      config,
      { socket: 'SECRET6' },
      response,
    );
    const text = JSON.stringify(redact({ err: error }));
    expect(text).not.toMatch(/SECRET/);
    expect(redact(error)).toMatchObject({
      message: 'Request failed',
      code: 'ERR_BAD_REQUEST',
      status: 400,
      url: config.url,
      responseBody: { error: 'invalid_grant' },
    });
  });

  it('shows of a query that failed past libs/database which one it was, and no value', () => {
    const refused = Object.assign(new Error('invalid input syntax: "SECRET1"'), {
      ...{ length: 9, severity: 'ERROR', code: '23505', constraint: 'account_email', routine: '_bt_check' },
      ...{ detail: 'Key (email)=(SECRET2)', where: 'SECRET3', hint: 'SECRET4', internalQuery: 'SECRET5' },
    });
    const wrapped = Object.assign(new Error('Failed query: select $1\nparams: SECRET6', { cause: refused }), {
      ...{ query: 'select $1', params: ['SECRET6'] },
    });
    const shownError = redact(new Error('outer', { cause: wrapped }));
    expect(JSON.stringify(shownError)).not.toMatch(/SECRET|\$1/);
    expect(shownError).toMatchObject({
      message: 'outer',
      cause: {
        message: 'A query failed',
        stack: expect.stringMatching(/^ {4}at /),
        cause: { code: '23505', constraint: 'account_email', severity: 'ERROR' },
      },
    });
  });

  it.each([
    ...[
      'passwordHash',
      'password_hash',
      'secretHash',
      'tokens',
      'secrets',
      'sid',
      'sessionID',
      'credentials',
    ],
    ...['accessKey', 'x-hub-signature', 'callback_secret', 'githubToken'],
  ])('hides what stands under %s', (name) => {
    expect(shown({ [name]: 'SENTINEL', inner: [{ [name]: ['SENTINEL'] }] })).not.toContain('SENTINEL');
  });

  it.each([
    'argon2 $argon2id$v=19$m=19456,t=2,p=1$SENTINEL$SENTINEL of ada',
    'fatal: unable to access https://SENTINEL@bitbucket.org/a/b.git/',
  ])('hides what a text shows: %s', (text) => expect(redactText(text)).not.toContain('SENTINEL'));

  it.each([
    [{ code: 'NOT_FOUND' }],
    [{ code: '42P01' }],
    [{ code: 404, state: 'OPEN' }],
    [{ state: 'reconnect-needed', status: 'connected' }],
    [{ message: 'The base branch does not exist: dev', branch: 'amplication-orders' }],
    [{ url: '/api/builds?page=2&query=orders' }],
  ])('leaves %j as it is', (value) => expect(redact(value)).toEqual(value));

  it('copes with circles, bytes, functions, dates and depth', () => {
    const circle: Record<string, unknown> = { bytes: Buffer.from('xyz'), at: new Date(0), run: () => 1 };
    circle.self = circle;
    expect(redact(circle)).toEqual({
      bytes: '[3 bytes]',
      at: '1970-01-01T00:00:00.000Z',
      run: undefined,
      self: '[circular]',
    });
    const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), {});
    expect(JSON.stringify(redact(deep))).toContain('[too deep]');
  });

  it('keeps the chain of causes', () => {
    const error = new Error('outer', { cause: new Error('inner', { cause: 'root' }) });
    expect(redact(error)).toMatchObject({ message: 'outer', cause: { message: 'inner', cause: 'root' } });
  });
});
