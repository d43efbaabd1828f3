import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { DomainError } from '@amplication/contracts';

const BEARER = /^Bearer ([\w-]{32,255})$/;

/** A secret for one generation, and its hash: only the hash is ever stored. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** The secret of an `Authorization` header. Throws DomainError NOT_AUTHENTICATED where there is none. */
export function bearerOf(authorization: string | undefined): string {
  const secret = BEARER.exec(authorization ?? '')?.[1];
  if (secret === undefined)
    throw new DomainError('NOT_AUTHENTICATED', 'The secret of the generation is missing.');
  return secret;
}

/** Whether a secret is the one that `hash` was made of. Takes the same time whatever it is. */
export function matches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
