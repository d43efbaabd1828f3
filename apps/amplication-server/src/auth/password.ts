import argon2 from 'argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const OPTIONS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Stands in for the hash of an account that does not exist, so that both answers take the same time. */
const nobody = argon2.hash('nobody has this password', OPTIONS);

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, OPTIONS);
}

/** Whether the password belongs to the hash. Without a hash it is as slow, and false. */
export async function passwordMatches(hash: string | null, password: string): Promise<boolean> {
  const matches = await argon2.verify(hash ?? (await nobody), password);
  return hash !== null && matches;
}
