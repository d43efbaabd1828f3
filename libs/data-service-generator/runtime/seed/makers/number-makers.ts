import type { Draw, Maker } from './draw.js';

/** What a number is likely to be, as texts: `['1', '500']`. */
export type Usual = readonly [least: string, greatest: string];

export interface NumberRules {
  /** The least and the greatest that the column takes. */
  min?: string;
  max?: string;
  usual?: Usual;
}

/** More than this the numbers of a column do not differ. */
const SPAN = 1_000_000_000n;

/** A whole number; of 8 bytes it is a text. */
export const integer =
  ({ bytes = 4, ...rules }: NumberRules & { bytes?: 2 | 4 | 8 } = {}): Maker =>
  (draw) => {
    const limit = 1n << BigInt(bytes * 8 - 1);
    const range = rangeOf(rules, 0, -limit, limit - 1n);
    if (!range) return undefined;
    const value = between(draw, range);
    return bytes === 8 ? String(value) : Number(value);
  };

/** A decimal as text, with so many digits behind the point. */
export const decimal =
  ({ precision, scale, ...rules }: NumberRules & { precision?: number; scale?: number } = {}): Maker =>
  (draw) => {
    const digits = scale ?? 2;
    const limit = 10n ** BigInt(precision ?? 15) - 1n;
    const range = rangeOf(rules, digits, -limit, limit);
    return range && asDecimal(between(draw, range), digits);
  };

/** A number that is not exact. */
export const double =
  ({ min = 0, max = min + 1_000 }: { min?: number; max?: number } = {}): Maker =>
  ({ faker }) => {
    if (min > max) return undefined;
    return max - min < 1
      ? faker.number.float({ min, max })
      : faker.number.float({ min, max, fractionDigits: 2 });
  };

interface Range {
  least: bigint;
  greatest: bigint;
}

/** Where what is usual and what is allowed meet, in units of the last digit; what is allowed where they do not. */
function rangeOf(rules: NumberRules, digits: number, lowest: bigint, highest: bigint): Range | undefined {
  const { min, max, usual = ['1', '1000'] } = rules;
  const least = greater(lowest, min === undefined ? lowest : inUnits(min, digits, 'up'));
  const greatest = less(highest, max === undefined ? highest : inUnits(max, digits, 'down'));
  if (least > greatest) return undefined;
  const low = greater(least, inUnits(usual[0], digits, 'up'));
  const high = less(greatest, inUnits(usual[1], digits, 'down'));
  if (low <= high) return { least: low, greatest: high };
  // Nearest to zero: nobody has so much of anything.
  if (least > 0n) return { least, greatest: less(greatest, least + SPAN) };
  return { least: greater(least, greatest - SPAN), greatest };
}

/** Later tries reach further than what is usual only by what they draw: the range stays. */
function between({ faker }: Draw, { least, greatest }: Range): bigint {
  const span = less(greatest - least, SPAN);
  return least + BigInt(faker.number.int({ min: 0, max: Number(span) }));
}

/** `12.5` with two digits is 1250; a scale below zero counts tens. */
function inUnits(text: string, digits: number, round: 'up' | 'down'): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const all = BigInt(whole + fraction);
  const shift = digits - fraction.length;
  const value = (text.startsWith('-') ? -1n : 1n) * all;
  if (shift >= 0) return value * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  const floor = value / divisor - (value % divisor < 0n ? 1n : 0n);
  return round === 'down' || value % divisor === 0n ? floor : floor + 1n;
}

function asDecimal(units: bigint, digits: number): string {
  if (digits <= 0) return String(units * 10n ** BigInt(-digits));
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  return `${units < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

const greater = (a: bigint, b: bigint) => (a > b ? a : b);
const less = (a: bigint, b: bigint) => (a < b ? a : b);
