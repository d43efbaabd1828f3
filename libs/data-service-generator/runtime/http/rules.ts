import { buildMessage, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';

/** More levels than any value needs; what is deeper would only cost time. */
const MAX_DEPTH = 100;

/** What PostgreSQL keeps in no text: the zero character, and halves of characters. */
const UNSTORABLE = /[\0\p{Cs}]/u;

export const isStorable = (text: string) => !UNSTORABLE.test(text);

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;
const OFFSET = /(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const CLOCK_OFFSET = /(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)$/;
const DECIMAL = /^-?\d{1,1000}(?:\.\d{1,1000})?$/;

interface Bounds {
  min?: string;
  max?: string;
}

/** How many digits after the second are kept: what has more would be rounded. */
interface Digits {
  digits?: number;
}

/** A value that a caller may leave out, but that is never null. */
export const CanBeLeftOut = () => ValidateIf((_values: object, value: unknown) => value !== undefined);

/** A text of so many characters. */
export const IsText = (
  { min = 0, max = Infinity }: { min?: number; max?: number } = {},
  options?: ValidationOptions,
) =>
  textRule(
    'isText',
    'must be a text' + lengthInWords(min, max),
    (text) => isStorable(text) && isBetween(characters(text), min, max),
    options,
  );

export const IsUuid = (_rules: object = {}, options?: ValidationOptions) =>
  textRule('isUuid', 'must be a UUID', (text) => UUID.test(text), options);

/** A whole number of 8 bytes, as text: a number of JSON would lose digits. */
export const IsIntegerText = (
  { min = '-9223372036854775808', max = '9223372036854775807' }: Bounds = {},
  options?: ValidationOptions,
) =>
  textRule(
    'isIntegerText',
    'must be a whole number as text, from ' + min + ' to ' + max,
    (text) => /^-?\d{1,19}$/.test(text) && isWithin(text, { min, max }),
    options,
  );

/** A number with so many digits before and after the point, as text. */
export const IsDecimalText = (
  { whole = Infinity, scale = Infinity, ...bounds }: Bounds & { whole?: number; scale?: number } = {},
  options?: ValidationOptions,
) =>
  textRule(
    'isDecimalText',
    'must be a number as text, such as "12.50", within its bounds',
    (text) => {
      if (!DECIMAL.test(text)) return false;
      const before = text.replace(/\..*$/, '').replace(/^-?0*/, '');
      // A scale below zero says how many digits before the point are zeros.
      const isRound = scale >= 0 || !/[1-9]/.test(before.slice(scale));
      const isFitting = before.length <= Math.max(whole, 0) && digitsOf(text) <= Math.max(scale, 0);
      return isRound && isFitting && isWithin(text, bounds);
    },
    options,
  );

/** A day of the calendar: 2026-01-31. */
export const IsDay = (_rules: object = {}, options?: ValidationOptions) =>
  textRule('isDay', 'must be a day such as 2026-01-31', isDay, options);

/** A moment in time: 2026-01-31T08:30:00Z, or with an offset. */
export const IsMoment = ({ digits = 6 }: Digits = {}, options?: ValidationOptions) =>
  textRule(
    'isMoment',
    'must be a moment such as 2026-01-31T08:30:00Z or 2026-01-31T08:30:00+02:00' + digitsInWords(digits),
    (text) => OFFSET.test(text) && isDayAndTime(text.replace(OFFSET, ''), digits) && isOfOurEra(text),
    options,
  );

/** What a clock on a wall shows: 2026-01-31T08:30:00. */
export const IsWallTime = ({ digits = 6 }: Digits = {}, options?: ValidationOptions) =>
  textRule(
    'isWallTime',
    'must be a day and a time such as 2026-01-31T08:30:00' + digitsInWords(digits),
    (text) => isDayAndTime(text, digits),
    options,
  );

/** A time of day: 08:30:00. */
export const IsClockTime = (
  { zone = false, digits = 6 }: Digits & { zone?: boolean } = {},
  options?: ValidationOptions,
) =>
  textRule(
    'isClockTime',
    'must be a time such as 08:30:00' + (zone ? '+02:00' : '') + digitsInWords(digits),
    (text) => {
      const time = zone ? text.replace(CLOCK_OFFSET, '') : text;
      return CLOCK.test(time) && zone === CLOCK_OFFSET.test(text) && digitsOf(time) <= digits;
    },
    options,
  );

/** Bytes in Base64. */
export const IsBytes = (_rules: object = {}, options?: ValidationOptions) =>
  textRule(
    'isBytes',
    'must be Base64',
    (text) => Buffer.from(text, 'base64').toString('base64') === text,
    options,
  );

/** An address of the web. */
export const IsWebAddress = (_rules: object = {}, options?: ValidationOptions) =>
  textRule('isWebAddress', 'must be an address such as https://example.com', isWebAddress, options);

/** Any value of JSON but null, of a depth that somebody could have meant. */
export const IsJsonValue = (_rules: object = {}, options?: ValidationOptions) =>
  rule('isJsonValue', 'must be a value of JSON', (value) => value != null && isShallow(value), options);

/** What can stand in the path to a row: no address holds an empty part, dot or two dots. */
export const IsPathPart = (_rules: object = {}, options?: ValidationOptions) =>
  textRule(
    'isPathPart',
    'must not be empty, "." or "..", since it is a part of the address of the row',
    (text) => !/^\.{0,2}$/.test(text),
    options,
  );

const textRule = (
  name: string,
  message: string,
  isRight: (text: string) => boolean,
  options?: ValidationOptions,
) => rule(name, message, (value) => typeof value === 'string' && isRight(value), options);

const rule = (
  name: string,
  message: string,
  validate: (value: unknown) => boolean,
  options?: ValidationOptions,
) =>
  ValidateBy(
    {
      name,
      validator: { validate, defaultMessage: buildMessage((each) => each + '$property ' + message, options) },
    },
    options,
  );

const isBetween = (value: number, min: number, max: number) => value >= min && value <= max;

/** Characters as people and PostgreSQL count them. */
export const characters = (text: string) => [...text].length;

function lengthInWords(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '' : ' of at least ' + min + ' characters';
  return ' of ' + (min === 0 ? 'at most ' : min + ' to ') + max + ' characters';
}

const isWithin = (text: string, { min, max }: Bounds) =>
  (min === undefined || compare(text, min) >= 0) && (max === undefined || compare(text, max) <= 0);

/** Which of two decimals is greater, to the last digit. */
function compare(a: string, b: string): number {
  const scale = Math.max(fraction(a).length, fraction(b).length);
  const whole = (text: string) => BigInt(text.replace('.', '') + '0'.repeat(scale - fraction(text).length));
  const [first, second] = [whole(a), whole(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

const fraction = (text: string) => text.split('.')[1] ?? '';

/** How many digits a number or a time has behind its point, without zeros at the end. */
const digitsOf = (text: string) => fraction(text).replace(/0+$/, '').length;

const digitsInWords = (digits: number) => ', with at most ' + digits + ' digits after the second';

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(text + 'T00:00:00Z');
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isDayAndTime(text: string, digits: number): boolean {
  const [day = '', time = ''] = text.split('T');
  return isDay(day) && TIME.test(time) && digitsOf(time) <= digits && text === day + 'T' + time;
}

/** Whether a moment is in the years 1 to 9999 in UTC as well, in which it is shown. */
function isOfOurEra(text: string): boolean {
  const year = new Date(text.replace(/\.\d+/, '')).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol) && isStorable(text);
}

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}
