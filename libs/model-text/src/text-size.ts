import { MODEL_TEXT_BYTES, ModelTooLargeError } from './errors';

/** The text without the mark that some editors put before it. */
export const withoutMark = (text: string) => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/** @throws ModelTooLargeError for a text that weighs more than any model */
export function checkSize(text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > MODEL_TEXT_BYTES) throw new ModelTooLargeError(`at most ${MODEL_TEXT_BYTES} bytes`, `${bytes}`);
}
