import { createHash } from 'node:crypto';

/** PostgreSQL cuts a longer name off, in bytes of UTF-8. */
export const NAME_BYTES = 63;

/**
 * `stem` and `end` as one name that PostgreSQL takes as it is. Of a stem that is too long as much is left as fits, and
 * eight digits that depend on all of it, so that two long names with the same beginning stay two.
 */
export function fitName(stem: string, end = ''): string {
  const whole = `${stem}${end}`;
  if (Buffer.byteLength(whole) <= NAME_BYTES) return whole;
  const digits = createHash('sha256').update(stem).digest('hex').slice(0, 8);
  return `${firstBytes(stem, NAME_BYTES - Buffer.byteLength(`_${digits}${end}`))}_${digits}${end}`;
}

/** As many characters from the beginning as take no more than so many bytes. */
function firstBytes(text: string, bytes: number): string {
  let taken = '';
  let size = 0;
  for (const character of text) {
    size += Buffer.byteLength(character);
    if (size > bytes) break;
    taken += character;
  }
  return taken;
}
