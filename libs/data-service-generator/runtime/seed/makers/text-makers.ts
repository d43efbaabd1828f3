import type { Draw, Maker } from './draw.js';
import { textsByPattern } from './by-pattern.js';
import { type TextMeaning, TEXTS } from './texts.js';

export interface TextRules {
  min?: number;
  max?: number;
  pattern?: RegExp;
}

/** How often the meaning is asked for a text that the rules let through, before something else is tried. */
const TRIES = 8;

/** A text of a meaning, within its rules. */
export function text(meaning: TextMeaning, rules: TextRules = {}): Maker {
  const { pattern } = rules;
  let byPattern: readonly string[] | undefined;
  return (draw) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const made = widened(meaning, draw);
      if (isWithin(made, rules)) return made;
    }
    if (pattern) {
      byPattern ??= textsByPattern(pattern).filter((made) => isWithin(made, rules));
      return byPattern[(draw.index + draw.attempt) % Math.max(byPattern.length, 1)];
    }
    return fitted(meaning, draw, rules);
  };
}

/** One of some words, each as likely. */
export const wordOf =
  (...words: readonly string[]): Maker =>
  ({ faker }) =>
    faker.helpers.arrayElement(words);

/** A text that was made before may not be free any more: later ones get a number. */
function widened(meaning: TextMeaning, draw: Draw): string {
  const made = TEXTS[meaning](draw);
  if (draw.attempt < 3) return made;
  const number = String(draw.faker.number.int({ min: 2, max: 9_999 }));
  const at = made.indexOf('@');
  if (at > 0) return `${made.slice(0, at)}${number}${made.slice(at)}`;
  return /\s/.test(made) ? `${made} ${number}` : `${made}${number}`;
}

/** Where no text of the meaning has the right length: the shortest addresses, or a text that is cut or drawn out. */
function fitted(meaning: TextMeaning, draw: Draw, rules: TextRules): string | undefined {
  const { faker } = draw;
  const { min = 0, max = Infinity } = rules;
  if (meaning === 'email' || meaning === 'webAddress' || meaning === 'imageAddress') {
    const end = meaning === 'email' ? '@b.co' : '.co';
    const start = meaning === 'email' ? '' : 'http://';
    const room = Math.min(Math.max(min, 12), max) - start.length - end.length;
    return room < 1 ? undefined : `${start}${faker.string.alpha({ length: room, casing: 'lower' })}${end}`;
  }
  const wanted = Math.min(Math.max(min, 1), max);
  const made = [...widened('words', draw)];
  if (wanted > made.length)
    return [...faker.lorem.words(wanted)]
      .slice(0, wanted - 1)
      .join('')
      .trim()
      .padEnd(wanted, 'x');
  const cut = made.slice(0, max).join('').trim();
  // So short a text is soon taken: any letters then.
  return draw.attempt > 0 || cut.length < min
    ? faker.string.alpha({ length: { min: Math.max(min, 1), max: Math.min(max, Math.max(min, 12)) } })
    : cut;
}

/** Characters are counted as PostgreSQL does. */
function isWithin(made: string, { min = 0, max = Infinity, pattern }: TextRules): boolean {
  const { length } = [...made];
  return length >= min && length <= max && (pattern?.test(made) ?? true);
}
