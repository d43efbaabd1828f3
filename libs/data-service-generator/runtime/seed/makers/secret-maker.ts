import { hashSecret } from '../../values/secret.js';
import type { Maker } from './draw.js';

/** What everybody's secret is: whoever looks at made-up rows may want to sign in as one of them. */
const SECRET = 'correct-horse-battery-staple';

/** The hash of a secret, which takes too long to be made for each row. */
export function secret({ min = 1, max = Infinity }: { min?: number; max?: number } = {}): Maker {
  let made: Promise<string> | undefined;
  return () => (made ??= hashSecret(SECRET.slice(0, max).padEnd(min, 'x')));
}
