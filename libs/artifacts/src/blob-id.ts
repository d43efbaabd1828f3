import { createHash } from 'node:crypto';

const BLOB_ID = /^[0-9a-f]{40}$/;

/** git's id of a file's content: SHA-1 of `blob <length>\0` and the bytes (gitformat-loose, "git hash-object"). */
export function gitBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

/** Whether a text has the shape of a blob id: 40 lower-case hexadecimal digits. */
export function isBlobId(value: unknown): value is string {
  return typeof value === 'string' && BLOB_ID.test(value);
}
