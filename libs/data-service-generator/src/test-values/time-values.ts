import { daysAfter, secondsAfter } from '../../runtime-test/counted';
import type { FieldOf } from '../types/code-parts';
import type { TestValues } from './test-values';

const LATER = [991, 992, 993];
const MOST_DIGITS = 6;

const quoted = (text: string) => `'${text}'`;

/** Days, or moments on different days, by `n`. */
export const days = (start: string): Pick<TestValues, 'nth' | 'some'> => ({
  nth: `daysAfter('${start}', n)`,
  some: LATER.map((n) => quoted(daysAfter(start, n))),
});

export function timeValues({ precision, zone }: FieldOf<'time'>): TestValues {
  const start = zone ? '08:00:00+00' : '08:00:00';
  const [end, other] = zone ? ['+00', ''] : ['', 'Z'];
  return {
    nth: `secondsAfter('${start}', n)`,
    some: LATER.map((n) => quoted(secondsAfter(start, n))),
    takes: [quoted(`00:00:00${end}`), quoted(`23:59:59${end}`)],
    refuses: [
      quoted(`24:00:00${end}`),
      quoted(`08:00:00${other}`),
      quoted(`08:00:00.${'1'.repeat((precision ?? MOST_DIGITS) + 1)}${end}`),
      '7',
    ],
  };
}

export function timestampValues({ precision, zone }: FieldOf<'timestamp'>): TestValues {
  const [end, other] = zone ? ['Z', ''] : ['', 'Z'];
  return {
    ...days(zone ? '2024-02-28T12:00:00.000Z' : '2024-02-28T12:00:00'),
    takes: [quoted(`0001-01-01T00:00:00${end}`), quoted(`9999-12-31T23:59:59${end}`)],
    refuses: [
      quoted(`2023-02-29T12:00:00${end}`),
      quoted(`2024-02-28T12:00:00${other}`),
      quoted(`2024-02-28T12:00:00.${'1'.repeat((precision ?? MOST_DIGITS) + 1)}${end}`),
      "'2024-02-28'",
      '7',
    ],
  };
}
