/** NUL and halves of surrogate pairs: PostgreSQL stores neither, in text or jsonb. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, 'gu');

/** Whether PostgreSQL can store a text as it is. */
export function isStorableText(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** The text as it can be stored: what cannot is replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.replace(ALL_UNSTORABLE, '\uFFFD');
}
