/** A key of 32 bytes (AES-256) with the name under which ciphertexts refer to it. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Reads `TOKEN_ENCRYPTION_KEYS`: `<id>:<32 bytes in base64>[,…]`. The first key encrypts, all of them decrypt.
 * Null when the text is not of this form, or an id occurs twice.
 */
export function parseEncryptionKeys(text: string): readonly [EncryptionKey, ...EncryptionKey[]] | null {
  const entries = text.split(',');
  const [first, ...others] = entries.map(parseKey).filter((key) => key !== null);
  if (!first || others.length + 1 !== entries.length) return null;
  const ids = new Set([first, ...others].map(({ id }) => id));
  return ids.size === entries.length ? [first, ...others] : null;
}

function parseKey(entry: string): EncryptionKey | null {
  const match = /^([\w.-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry.trim());
  if (!match) return null;
  const [, id = '', key = ''] = match;
  return { id, key: Buffer.from(key, 'base64') };
}
