import { MODEL_LIMITS } from '@amplication/service-model';
import type { Named, Reading } from './reading';

/** A comment, as far as a description goes. */
export function cutDescription(reading: Reading, table: Named | null, part: string | null, text: string): string {
  const most = MODEL_LIMITS.descriptionLength;
  if (text.length <= most) return text;
  reading.lose(table, part, `Of its comment only the first ${most} characters are kept.`);
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** As many things as a model may have; the rest is lost. */
export function atMost<T>(things: readonly T[], most: number, lose: (thing: T) => void): T[] {
  for (const thing of things.slice(most)) lose(thing);
  return things.slice(0, most);
}
