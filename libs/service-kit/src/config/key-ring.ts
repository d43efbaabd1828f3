/** A key of 32 bytes (AES-256) with the name under which ciphertexts refer to it. */
export interface EncryptionKey {
  id: string;
  key: Buffer;
}

/**
 * Reads `TOKEN_ENCRYPTION_KEYS`: `<id>:<32 bytes in base64>[,…]`. The first key encrypts, all of them decrypt.
 * Null when the text is not of this form.
 */
export function parseKeyRing(text: string): EncryptionKey[] | null {
  const entries = text.split(',');
  const keys = entries.map(parseKey).filter((key) => key !== null);
  const ids = new Set(keys.map((key) => key.id));
  return keys.length === entries.length && ids.size === keys.length ? keys : null;
}

function parseKey(entry: string): EncryptionKey | null {
  const match = /^([\w.-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry.trim());
  if (!match) return null;
  const [, id = '', key = ''] = match;
  return { id, key: Buffer.from(key, 'base64') };
}
