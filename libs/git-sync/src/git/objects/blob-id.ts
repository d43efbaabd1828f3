import { createHash } from 'node:crypto';

/** The id that git gives to a blob of these bytes. */
export function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
