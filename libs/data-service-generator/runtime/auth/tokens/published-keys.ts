import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../../http/problem.js';

export interface KeyTimes {
  /** How long the identity provider may take to answer. */
  readonly answerMs: number;
  /** How long nothing is asked again, after an answer and after none. */
  readonly pauseMs: number;
  /** After how long the keys are read again, and how long they serve when the provider cannot be reached. */
  readonly freshMs: number;
  readonly lastMs: number;
}

const TIMES: KeyTimes = { answerMs: 3_000, pauseMs: 10_000, freshMs: 600_000, lastMs: 3_600_000 };

/**
 * The public keys of an identity provider, by the address of its JSON Web Key Set. They are read when a token needs them,
 * again when a token names a key that is new, and seldom otherwise. While the provider does not answer, the keys that
 * are known serve on for an hour; without any the problem is UNAVAILABLE.
 */
export function publishedKeys(url: URL, times: KeyTimes = TIMES): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, {
    timeoutDuration: times.answerMs,
    cooldownDuration: times.pauseMs,
    cacheMaxAge: times.freshMs,
  });
  let lastAnswer = 0;
  let lastFailure = -Infinity;
  const read: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token);
    } finally {
      // The pause begins with an answer.
      if (remote.coolingDown) lastAnswer = Date.now();
    }
  };
  const known: JWTVerifyGetKey = (header, token) => {
    const keys = remote.jwks();
    if (!keys || Date.now() - lastAnswer > times.lastMs) throw unavailable(undefined);
    return createLocalJWKSet(keys)(header, token);
  };

  return async (header, token) => {
    if (Date.now() - lastFailure < times.pauseMs) return known(header, token);
    try {
      return await read(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      lastFailure = Date.now();
      if (remote.jwks()) return known(header, token);
      throw unavailable(error);
    }
  };
}

/** The provider has answered, and none of its keys fits the token. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

const unavailable = (cause: unknown): Problem =>
  new Problem('UNAVAILABLE', 'The keys that tokens are checked with cannot be read at the moment.', {
    cause,
    headers: { 'Retry-After': '5' },
  });
