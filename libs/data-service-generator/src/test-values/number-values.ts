import type { FieldOf } from '../types/code-parts';
import { counted } from '../../runtime-test/counted';
import { tsString } from '../render/escape';
import type { TestValues } from './test-values';

/** So many values make it unlikely that two rows of a test get the same. */
const MANY = 1_000;
const LATER = [991, 992, 993];

interface Range {
  low: number;
  high: number;
}

export function integerValues(field: FieldOf<'integer'>): TestValues {
  const { bytes, minimum, maximum } = field;
  const bits = BigInt(bytes * 8 - 1);
  const low = greatest(-(2n ** bits), minimum);
  const high = least(2n ** bits - 1n, maximum);
  const isText = bytes === 8;
  const write = (value: bigint) => (isText ? `'${value}'` : String(value));
  const { nth, some } = counting({ low: Number(low), high: Number(high) });
  return {
    nth: nth === null ? null : isText ? textOf(nth) : nth,
    some: some.map((value) => write(BigInt(value))),
    takes: low > high ? [] : [write(low), write(high)],
    refuses: [write(low - 1n), write(high + 1n), ...(isText ? ["'1.5'", '7'] : ['1.5', "'one'"])],
  };
}

/** `String(n)`, or `String(5 + n)` without brackets of its own. */
const textOf = (code: string) => `String(${code})`;

/** Whole numbers by `n`, and three of them. */
function counting({ low, high }: Range): { nth: string | null; some: number[] } {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  if (first > last) return { nth: null, some: [] };
  const start = first <= 0 && last >= MANY ? 0 : first;
  if (last - start >= MANY && Math.abs(start) < 2 ** 50)
    return { nth: start === 0 ? 'n' : `${start} + n`, some: LATER.map((n) => start + n) };
  const count = Math.min(last - first + 1, MANY);
  const nth = count === 1 ? String(first) : first === 0 ? `n % ${count}` : `${first} + (n % ${count})`;
  return { nth, some: [0, 1, 2].filter((at) => at < count).map((at) => first + at) };
}

const greatest = (limit: bigint, text: string | null) => {
  if (text === null) return limit;
  const value = wholeOf(text, Math.ceil);
  return value > limit ? value : limit;
};
const least = (limit: bigint, text: string | null) => {
  if (text === null) return limit;
  const value = wholeOf(text, Math.floor);
  return value < limit ? value : limit;
};

const wholeOf = (text: string, round: (value: number) => number) =>
  text.includes('.') ? BigInt(round(Number(text))) : BigInt(text);

export function decimalValues(field: FieldOf<'decimal'>): TestValues {
  const { precision, scale, minimum, maximum } = field;
  const digits = precision === null ? null : (scale ?? 0);
  const whole = precision === null ? 15 : precision - (scale ?? 0);
  const limit = 10 ** Math.min(Math.max(whole, 0), 15) - 1;
  const range = {
    low: Math.max(Number(minimum ?? -limit), -limit),
    high: Math.min(Number(maximum ?? limit), limit),
  };
  const step = (text: string, by: bigint) => tsString(stepped(text, digits ?? 0, by));
  return {
    ...decimals(range, whole, digits ?? 0),
    takes: [
      ...(minimum === null ? [] : [tsString(minimum)]),
      ...(maximum === null ? [] : [tsString(maximum)]),
    ],
    refuses: [
      ...(minimum === null ? [] : [step(minimum, -1n)]),
      ...(maximum === null ? [] : [step(maximum, 1n)]),
      ...(digits === null ? [] : [tsString(`0.${'0'.repeat(Math.max(digits, 0))}1`)]),
      ...(precision === null || whole < 0 ? [] : [tsString(`1${'0'.repeat(whole)}`)]),
      "'one'",
      '7',
    ],
  };
}

/** Whole numbers with zeros behind the point; where there are too few of them, parts of one. */
function decimals(range: Range, whole: number, digits: number): Pick<TestValues, 'nth' | 'some'> {
  if (digits < 0) return { nth: "'0'", some: ["'0'"] };
  const zeros = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  const { nth, some } = whole < 1 ? { nth: null, some: [] } : counting(range);
  if (nth !== null && (some.length === 3 || digits === 0))
    return {
      nth: zeros === '' ? `String(${nth})` : nth === 'n' ? `\`\${n}${zeros}\`` : `\`\${${nth}}${zeros}\``,
      some: some.map((value) => `'${value}${zeros}'`),
    };
  const start = Math.max(range.low, 0).toFixed(Math.min(digits, 20));
  const steps = Math.min(Math.floor((range.high - Number(start)) * 10 ** digits), MANY);
  if (digits === 0 || steps < 1 || digits > 15) return { nth: null, some: [] };
  return {
    nth: `counted('${start}', n % ${steps})`,
    some: [0, 1, 2].filter((at) => at < steps).map((at) => `'${counted(start, at)}'`),
  };
}

/** The number that is one step of its last digit further. */
function stepped(text: string, digits: number, by: bigint): string {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const scale = Math.max(digits, part.length);
  const sign = text.startsWith('-') ? -1n : 1n;
  const value = sign * BigInt(whole + part.padEnd(scale, '0')) + by;
  const shown = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const before = shown.slice(0, shown.length - scale);
  return `${value < 0n ? '-' : ''}${before}${scale === 0 ? '' : `.${shown.slice(shown.length - scale)}`}`;
}

export function doubleValues({ minimum, maximum }: FieldOf<'double'>): TestValues {
  const { nth, some } = counting({ low: minimum ?? -1e9, high: maximum ?? 1e9 });
  return {
    nth: nth ?? String(minimum ?? maximum ?? 0),
    some: nth === null ? [String(minimum ?? maximum ?? 0)] : some.map(String),
    takes: [minimum, maximum].filter((bound) => bound !== null).map(String),
    refuses: [
      ...(minimum === null ? [] : [String(minimum - 1)]),
      ...(maximum === null ? [] : [String(maximum + 1)]),
      "'one'",
    ],
  };
}
