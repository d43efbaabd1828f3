import { argon2id, hash } from 'argon2';

/** The hash that is kept instead of a secret: argon2id with 19 MiB, two passes and one lane, as OWASP has it. */
export const hashSecret = (secret: string): Promise<string> =>
  hash(secret, { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
