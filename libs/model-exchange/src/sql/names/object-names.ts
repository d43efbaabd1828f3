import { ModelTooLargeError } from '@amplication/model-text';

/** The longest name that PostgreSQL keeps, in bytes. */
export const NAME_BYTES = 63;

/** A name that PostgreSQL makes of two and a label: the longer one is cut until all fits. */
export function objectName(first: string, second: string, label: string): string {
  const ending = `${second === '' ? '' : '_'}_${label}`;
  const room = NAME_BYTES - Buffer.byteLength(ending);
  let left = Buffer.byteLength(first);
  let right = Buffer.byteLength(second);
  while (left + right > room) {
    if (left > right) left -= 1;
    else right -= 1;
  }
  const name = cut(first, left);
  return `${second === '' ? name : `${name}_${cut(second, right)}`}_${label}`;
}

/** The name that PostgreSQL would choose, with a number where it is taken. */
export function freeName(
  first: string,
  second: string,
  label: string,
  isTaken: (name: string) => boolean,
): string {
  let name = objectName(first, second, label);
  for (let pass = 1; isTaken(name); pass += 1) {
    // Whoever has so many without a name means no schema: each next one would take longer than the one before.
    if (pass > MOST_OF_A_NAME)
      throw new ModelTooLargeError(
        `at most ${MOST_OF_A_NAME} things that PostgreSQL would name ${name}`,
        'more',
      );
    name = objectName(first, second, `${label}${pass}`);
  }
  return name;
}

const MOST_OF_A_NAME = 1_000;

/** Names of columns as a part of a name: not more of them than can be told apart. */
export function joinedNames(names: readonly string[]): string {
  let joined = '';
  for (const name of names) {
    joined += joined === '' ? name : `_${name}`;
    if (Buffer.byteLength(joined) > NAME_BYTES) break;
  }
  return joined;
}

/** A name as PostgreSQL keeps it. */
export const keptName = (name: string): string => cut(name, NAME_BYTES);

/** The beginning of a text that has at most so many bytes, in whole characters. */
function cut(text: string, bytes: number): string {
  const all = Buffer.from(text);
  if (all.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return all.subarray(0, end).toString();
}
