/** What PostgreSQL cannot keep in text or jsonb: NUL, and halves of surrogate pairs. */
export const NOT_STORABLE = /\0|\p{Surrogate}/u;

/** The text as it can be stored: what cannot is replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll(new RegExp(NOT_STORABLE, 'gu'), '\uFFFD');
}
