import { own } from '@amplication/foundation';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { developmentSecret, randomKey } from './development-secret';
import { findRepositoryRoot, type RawEnv } from './env-files';

/** The consumer that `bitbucket-emulator` knows from the start. Public, and of no use anywhere else. */
export const EMULATOR_CONSUMER = { clientId: 'amplication-local', clientSecret: 'amplication-local-secret' };
const EMULATOR_URL = 'http://127.0.0.1:7990';

/** The folder of a developer's data: `AMPLICATION_DATA_DIR`, or `.amplication` in the checkout. */
export function dataDirectory(env: RawEnv): string {
  return resolve(env.AMPLICATION_DATA_DIR ?? join(findRepositoryRoot() ?? process.cwd(), '.amplication'));
}

/** Whether this is a developer's machine without a Bitbucket consumer, which is served by the emulator. */
export function usesEmulator(env: RawEnv): boolean {
  return env.NODE_ENV !== 'production' && !env.BITBUCKET_CLIENT_ID && !env.BITBUCKET_CLIENT_SECRET;
}

/**
 * What a service needs and a developer did not set: local servers, secrets that are made once and shared by the
 * services, and the emulator where no Bitbucket consumer is set. Only names in `wanted` are filled in; in production
 * nothing is, except Bitbucket's public addresses.
 */
export function withDefaults(env: RawEnv, wanted: ReadonlySet<string>): RawEnv {
  const defaults: Record<string, () => string> = {
    ...bitbucketDefaults(env),
    ...(env.NODE_ENV === 'production' ? {} : localDefaults(env)),
  };
  const missing = Object.entries(defaults).filter(
    ([name]) => wanted.has(name) && own(env, name) === undefined,
  );
  return { ...env, ...Object.fromEntries(missing.map(([name, make]) => [name, make()])) };
}

function localDefaults(env: RawEnv): Record<string, () => string> {
  const data = dataDirectory(env);
  const secret = (name: string, make: () => string) => () =>
    developmentSecret(join(data, 'secrets', name), make);
  return {
    DATABASE_URL: () => 'postgresql://amplication:amplication@127.0.0.1:5432/amplication',
    KAFKA_BROKERS: () => '127.0.0.1:9092',
    ARTIFACTS_URL: () => pathToFileURL(join(data, 'artifacts')).href,
    TOKEN_ENCRYPTION_KEYS: secret('TOKEN_ENCRYPTION_KEYS', () => `dev:${randomKey()}`),
    SESSION_SECRET: secret('SESSION_SECRET', randomKey),
  };
}

function bitbucketDefaults(env: RawEnv): Record<string, () => string> {
  if (usesEmulator(env)) {
    return {
      BITBUCKET_CLIENT_ID: () => EMULATOR_CONSUMER.clientId,
      BITBUCKET_CLIENT_SECRET: () => EMULATOR_CONSUMER.clientSecret,
      BITBUCKET_SITE_URL: () => EMULATOR_URL,
      BITBUCKET_API_URL: () => `${EMULATOR_URL}/2.0`,
      BITBUCKET_GIT_URL: () => EMULATOR_URL,
      // The emulator runs on the same machine. With port 0 nobody knows the address yet.
      ...(Number(env.PORT) > 0 ? { WEBHOOK_URL: () => `http://127.0.0.1:${env.PORT}` } : {}),
    };
  }
  return {
    BITBUCKET_SITE_URL: () => 'https://bitbucket.org',
    BITBUCKET_API_URL: () => 'https://api.bitbucket.org/2.0',
    BITBUCKET_GIT_URL: () => 'https://bitbucket.org',
  };
}
