/** Kinds of characters that are counted by, the one that stands for nothing first. */
const WHEELS = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as const;

/**
 * The text that many places after another, as a counter shows it: its digits count, or where it has none its letters.
 * `AB-00` and 12 make `AB-12`. All other characters stay, so that what fits a rule by its form goes on fitting it.
 */
export function counted(text: string, count: number): string {
  const characters = [...text];
  const wheels = /\d/.test(text) ? WHEELS.slice(0, 1) : WHEELS;
  let rest = count;
  for (let at = characters.length - 1; at >= 0 && rest > 0; at -= 1) {
    const wheel = wheels.find((one) => one.includes(characters[at] ?? ''));
    if (!wheel) continue;
    const turned = wheel.indexOf(characters[at] ?? '') + rest;
    characters[at] = wheel.charAt(turned % wheel.length);
    rest = Math.floor(turned / wheel.length);
  }
  return characters.join('');
}

/** The day or the moment that many days after another one: `2024-02-28` and 2 make `2024-03-01`. */
export function daysAfter(start: string, count: number): string {
  const day = new Date(`${start.slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + count);
  return day.toISOString().slice(0, 10) + start.slice(10);
}

/** One of some values, by turns. */
export function oneOf<const Value>(values: readonly Value[], count: number): Value {
  const value = values.at(count % values.length);
  if (value === undefined) throw new Error('There is nothing to choose from.');
  return value;
}

/** The time of day that many seconds after another one: `08:00:00+00` and 61 make `08:01:01+00`. */
export function secondsAfter(start: string, count: number): string {
  const time = new Date(`2024-01-01T${start.slice(0, 8)}Z`);
  time.setUTCSeconds(time.getUTCSeconds() + count);
  return time.toISOString().slice(11, 19) + start.slice(8);
}
