import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret for one generation, and its hash: only the hash is ever stored. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** Whether a secret is the one that `hash` was made of. Takes the same time whatever it is. */
export function matches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
