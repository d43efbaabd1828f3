import { tsString } from '../render/escape';
import { builder, codec, type FieldOf, given, options, rule } from './code-parts';
import type { TypeCode } from './type-code';

/** What PostgreSQL keeps of a second; of a value with more the API would show another. */
const MOST_DIGITS = 6;

const CLOCK = '([01][0-9]|2[0-3]):[0-5][0-9]';
const ZONE = '(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)';

/** Times of the world have an offset of whole minutes, of at most 14 hours; the form would allow more. */
const OFFSET = '(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$';

/** Seconds with so many digits, and zeros behind them. */
const seconds = (digits: number | null) => `:[0-5][0-9](\\.(?=[0-9])[0-9]{0,${digits ?? MOST_DIGITS}}0*)?`;

export function timeCode({ precision, zone }: FieldOf<'time'>): TypeCode {
  const pattern = `^${CLOCK}(${seconds(precision)})?${zone ? ZONE : ''}$`;
  return {
    type: 'string',
    builder: builder('time', ...given(options({ precision, withTimezone: zone }))),
    codec: codec('asText', tsString(zone ? 'time with time zone' : 'time')),
    rules: [rule('IsClockTime', options({ zone, digits: precision }))],
    schema: ['type: String', `pattern: ${tsString(pattern)}`],
    samples: zone ? ["'08:30:00+00'", "'09:30:00+00'"] : ["'08:30:00'", "'09:30:00'"],
    isComparable: true,
    isSortable: true,
  };
}

export const timestampCode = (field: FieldOf<'timestamp'>): TypeCode =>
  field.zone ? momentCode(field) : wallTimeCode(field);

function momentCode({ precision }: FieldOf<'timestamp'>): TypeCode {
  const isUsual = precision === null || precision === MOST_DIGITS;
  return {
    type: 'string',
    codec: codec('asMoment', tsString(`${timestamp(precision)} with time zone`)),
    rules: [rule('IsMoment', options({ digits: precision }))],
    schema: ['type: String', "format: 'date-time'", `pattern: ${tsString(OFFSET)}`],
    // What all moments have is said once for the whole API.
    ...(isUsual ? {} : { note: `No more digits after the second than ${precision}, other than zeros.` }),
    samples: ["'2024-02-29T12:00:00.000Z'", "'2024-03-01T12:00:00.000Z'"],
    isComparable: true,
    isSortable: true,
  };
}

function wallTimeCode({ precision }: FieldOf<'timestamp'>): TypeCode {
  const pattern = `^[0-9]{4}-[0-9]{2}-[0-9]{2}T${CLOCK}${seconds(precision)}$`;
  return {
    type: 'string',
    codec: codec('asWallTime', tsString(timestamp(precision))),
    rules: [rule('IsWallTime', options({ digits: precision }))],
    schema: ['type: String', `pattern: ${tsString(pattern)}`],
    samples: ["'2024-02-29T12:00:00'", "'2024-03-01T12:00:00'"],
    isComparable: true,
    isSortable: true,
  };
}

const timestamp = (precision: number | null) => `timestamp${precision === null ? '' : `(${precision})`}`;
