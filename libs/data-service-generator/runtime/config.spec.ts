import { parseConfig } from './config.js';
import { ConfigError } from './config/settings-reader.js';

const KEY = 'k3y-of-the-tests-0123456789-abcdef';
const good = { DATABASE_URL: 'postgresql://user:hunter2@host/db', AUTH_SHARED_KEY: KEY };
const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

it('needs a database and keys for tokens, and has a default for all else', () => {
  expect(parseConfig(good)).toMatchObject({
    port: 3_000,
    host: undefined,
    database: {
      poolSize: 10,
      poolWaitMs: 3_000,
      statementMs: 10_000,
      lockMs: 5_000,
      idleInTransactionMs: 15_000,
    },
    auth: { keys: { kind: 'shared' }, rolesClaim: 'roles', tenantClaim: 'tenant', issuer: undefined },
    requestMs: 30_000,
    bodyBytes: 1_048_576,
    stopMs: 10_000,
    docs: true,
  });
  expect(problemsOf({})).toEqual([
    expect.stringMatching(/^DATABASE_URL is not set/),
    expect.stringMatching(/^Nobody could sign in\. Set AUTH_JWKS_URL to .* or .* AUTH_SHARED_KEY to/),
  ]);
});

it('shows the documentation in production only where that is asked for', () => {
  const production = { ...good, NODE_ENV: 'production' };
  expect(parseConfig(production).docs).toBe(false);
  expect(parseConfig({ ...production, API_DOCS: 'true' }).docs).toBe(true);
});

it('takes a setting without a value for one that is not there', () => {
  expect(parseConfig({ ...good, PORT: '', HOST: ' ', AUTH_JWKS_URL: '' })).toMatchObject({
    port: 3_000,
    host: undefined,
  });
});

it('says everything that is wrong, and nothing of what the settings hold', () => {
  const secret = 'hunter2';
  const wrong = {
    DATABASE_URL: secret,
    AUTH_SHARED_KEY: secret,
    PORT: secret,
    DATABASE_POOL_SIZE: '0',
    REQUEST_TIMEOUT_MS: '1e3',
    LOG_LEVEL: secret,
    API_DOCS: 'yes',
    OTEL_EXPORTER_OTLP_ENDPOINT: secret,
  };
  const problems = problemsOf(wrong);
  expect(problems.map((text) => text.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort());
  expect(problems.join()).not.toContain(secret);
});

it.each([
  [{ AUTH_SHARED_KEY: 'x'.repeat(40) }, 'can be guessed'],
  [{ AUTH_SHARED_KEY: KEY.slice(0, 31) }, 'at least 32 bytes'],
  [{ AUTH_JWKS_URL: 'https://id.example/keys' }, 'only one of'],
  [{ AUTH_SHARED_KEY: '', AUTH_JWKS_URL: 'ftp://id.example' }, 'AUTH_JWKS_URL must be an address'],
  [
    { AUTH_SHARED_KEY: '', AUTH_JWKS_URL: 'http://id.example', NODE_ENV: 'production' },
    'https:// in production',
  ],
  [{ AUTH_SHARED_KEY: `development-only-${KEY}`, NODE_ENV: 'production' }, 'the one for development'],
])('refuses %j', (env, words) => {
  expect(problemsOf({ ...good, ...env })).toEqual([expect.stringContaining(words)]);
});

it('takes the keys of an identity provider, and those for development outside of production', () => {
  const published = {
    ...good,
    AUTH_SHARED_KEY: '',
    AUTH_JWKS_URL: 'https://id.example/keys',
    NODE_ENV: 'production',
  };
  expect(parseConfig(published).auth.keys).toEqual({
    kind: 'published',
    url: new URL('https://id.example/keys'),
  });
  expect(problemsOf({ ...good, AUTH_SHARED_KEY: `development-only-${KEY}` })).toEqual([]);
});
