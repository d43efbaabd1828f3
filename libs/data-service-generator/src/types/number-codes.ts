import { tsString } from '../render/escape';
import { builder, check, codec, type FieldOf, given, options, rule } from './code-parts';
import { FROM, type TypeCode } from './type-code';

const TO_NUMBER = { name: 'ToNumber', from: FROM.fromText, args: [] };

export function integerCode(field: FieldOf<'integer'>): TypeCode {
  if (field.bytes === 8) return bigintCode(field);
  const limit = field.bytes === 2 ? 32_768 : 2_147_483_648;
  const minimum = bound(field.minimum, -limit, Math.max);
  const maximum = bound(field.maximum, limit - 1, Math.min);
  return {
    type: 'number',
    builder: builder(field.bytes === 2 ? 'smallint' : 'integer'),
    codec: codec('asNumber', tsString(field.bytes === 2 ? 'smallint' : 'integer')),
    rules: [check('IsInt'), check('Min', digits(minimum)), check('Max', digits(maximum))],
    fromText: TO_NUMBER,
    schema: ["type: 'integer'", `minimum: ${digits(minimum)}`, `maximum: ${digits(maximum)}`],
    samples: numbers(Math.ceil(minimum), Math.floor(maximum), String),
    isComparable: true,
    isSortable: true,
  };
}

/** More than a number of JavaScript holds exactly: a text. */
function bigintCode({ minimum, maximum }: FieldOf<'integer'>): TypeCode {
  return {
    type: 'string',
    codec: codec('asIntegerText'),
    rules: [rule('IsIntegerText', textBounds(minimum, maximum))],
    schema: ['type: String', "format: 'int64'", "pattern: '^-?[0-9]{1,19}$'"],
    ...boundsNote(minimum, maximum),
    samples: textNumbers(minimum, maximum),
    isComparable: true,
    isSortable: true,
  };
}

export function decimalCode({ precision, scale, minimum, maximum }: FieldOf<'decimal'>): TypeCode {
  const kept = options({ precision, scale: precision === null ? null : scale });
  const bounds = { min: quoted(minimum), max: quoted(maximum) };
  const whole = precision === null ? null : precision - (scale ?? 0);
  return {
    type: 'string',
    builder: builder('numeric', ...given(kept)),
    codec: codec('asText', "'numeric'"),
    rules: [
      rule('IsDecimalText', options({ whole, scale: precision === null ? null : (scale ?? 0), ...bounds })),
    ],
    schema: [
      'type: String',
      "format: 'decimal'",
      `pattern: ${tsString(decimalPattern(whole, scale, minimum))}`,
    ],
    ...boundsNote(minimum, maximum),
    samples: whole !== null && whole < 1 ? ["'0'", "'0'"] : textNumbers(minimum, maximum),
    isComparable: true,
    isSortable: true,
  };
}

/** The greatest number of a `real`; what is greater would become infinite. */
const MOST_REAL = 3.4028234663852886e38;

export function doubleCode({ bytes, ...bounds }: FieldOf<'double'>): TypeCode {
  const most = bytes === 4 ? MOST_REAL : null;
  const minimum = bounds.minimum ?? (most === null ? null : -most);
  const maximum = bounds.maximum ?? most;
  return {
    type: 'number',
    // PostgreSQL refuses a `real` with more digits than it keeps, so these are rounded first.
    ...(bytes === 4 ? {} : { builder: builder('doublePrecision') }),
    codec: codec('asNumber', tsString(bytes === 4 ? 'real' : 'double precision')),
    rules: [
      check('IsNumber', '{}'),
      ...(minimum === null ? [] : [check('Min', literal(minimum))]),
      ...(maximum === null ? [] : [check('Max', literal(maximum))]),
    ],
    fromText: TO_NUMBER,
    schema: [
      'type: Number',
      `format: '${bytes === 4 ? 'float' : 'double'}'`,
      ...(minimum === null ? [] : [`minimum: ${literal(minimum)}`]),
      ...(maximum === null ? [] : [`maximum: ${literal(maximum)}`]),
    ],
    samples: numbers(bounds.minimum ?? 0, bounds.maximum ?? 100, String),
    isComparable: true,
    isSortable: true,
  };
}

/** A number as Prettier writes it. */
const literal = (value: number) => String(value).replace('e+', 'e');

const bound = (text: string | null, limit: number, choose: (a: number, b: number) => number) =>
  text === null ? limit : choose(Number(text), limit);

/** `-2_147_483_648`: as people read it. */
const digits = (value: number) =>
  Number.isInteger(value) ? value.toLocaleString('en-US').replaceAll(',', '_') : String(value);

/** OpenAPI knows bounds of numbers, and none of texts. */
function boundsNote(minimum: string | null, maximum: string | null): { note?: string } {
  if (minimum === null && maximum === null) return {};
  if (minimum === null) return { note: `At most ${maximum}.` };
  return { note: maximum === null ? `At least ${minimum}.` : `From ${minimum} to ${maximum}.` };
}

/** What a decimal of so many digits before and after the point looks like; null is any number of them. */
function decimalPattern(whole: number | null, scale: number | null, minimum: string | null): string {
  // Of what is not below zero only zeros have a sign.
  const sign = minimum !== null && Number(minimum) >= 0 ? '(-(?=[0.]*$))?' : '-?';
  if (whole === null) return `^${sign}[0-9]{1,1000}(\\.[0-9]{1,1000})?$`;
  const before = whole < 1 ? '0' : `[0-9]{1,${whole}}`;
  return `^${sign}${before}(\\.${(scale ?? 0) < 1 ? '' : `[0-9]{1,${scale}}`}0*)?$`;
}

const quoted = (text: string | null) => (text === null ? null : tsString(text));

const textBounds = (minimum: string | null, maximum: string | null) =>
  options({ min: quoted(minimum), max: quoted(maximum) });

function textNumbers(minimum: string | null, maximum: string | null): [string, string] | null {
  return numbers(Number(minimum ?? 0), Number(maximum ?? 100), (value) => tsString(String(value)));
}

/** Two numbers between bounds; whole ones where there are such. */
function numbers(
  minimum: number,
  maximum: number,
  write: (value: number) => string,
): [string, string] | null {
  if (!Number.isFinite(minimum) || !Number.isFinite(maximum) || maximum < minimum) return null;
  const first = minimum <= 7 && maximum >= 7 ? 7 : Math.min(Math.max(Math.ceil(minimum), minimum), maximum);
  if (Math.abs(first) >= 1e15) return null;
  const second = first + 1 <= maximum ? first + 1 : first - 1 >= minimum ? first - 1 : first;
  return [write(first), write(second)];
}
