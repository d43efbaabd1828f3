import { parseEncryptionKeys } from '@amplication/foundation';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A stored token that cannot be read: its key is not in the ring, or the text was changed or moved to another row. */
export class SealError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealError';
  }
}

/**
 * Keys by id; the first seals, every one opens. A sealed text is `<key id>.<nonce>.<ciphertext>.<tag>`, base64url, and
 * is bound to its `context` (the connection's id): copied to another row it does not open.
 */
export class KeyRing {
  private constructor(
    private readonly keys: ReadonlyMap<string, Buffer>,
    readonly currentKeyId: string,
  ) {}

  /** Parses `TOKEN_ENCRYPTION_KEYS`: `<id>:<32 bytes in base64>`, separated by commas, the sealing key first. */
  static parse(text: string): KeyRing {
    const keys = parseEncryptionKeys(text);
    if (!keys) throw new SealError('Keys are written as <id>:<32 bytes in base64>, each id once.');
    return new KeyRing(new Map(keys.map(({ id, key }) => [id, key])), keys[0].id);
  }

  seal(plain: string, context: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(this.currentKeyId), nonce);
    cipher.setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return [this.currentKeyId, ...[nonce, ciphertext, cipher.getAuthTag()].map(base64url)].join('.');
  }

  open(sealed: string, context: string): string {
    const { id, nonce, ciphertext, tag } = partsOf(sealed);
    const decipher = createDecipheriv(ALGORITHM, this.key(id), nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    try {
      return decipher.update(ciphertext, undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SealError('A stored token was changed, or belongs to another connection.');
    }
  }

  /** Whether a sealed text was sealed with the key that seals today. */
  isCurrent(sealed: string): boolean {
    return partsOf(sealed).id === this.currentKeyId;
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new SealError(`TOKEN_ENCRYPTION_KEYS does not hold the key ${id}.`);
    return key;
  }
}

const base64url = (bytes: Buffer): string => bytes.toString('base64url');

/** A key's id may hold dots, the three other parts cannot. */
function partsOf(sealed: string) {
  const match = /^(.+)\.([\w-]+)\.([\w-]*)\.([\w-]+)$/.exec(sealed);
  if (!match) throw new SealError('A stored token does not have the form of a sealed text.');
  const [, id = '', ...parts] = match;
  const [nonce, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (!nonce || !ciphertext || tag?.length !== TAG_BYTES)
    throw new SealError('A stored token does not have the form of a sealed text.');
  return { id, nonce, ciphertext, tag };
}
