import { tsString } from '../render/escape';
import { builder, codec, type FieldOf, given, options, rule } from './code-parts';
import type { TypeCode } from './type-code';

/** Six digits are what all times have, and said once for the whole API. */
const digitsNote = (precision: number | null) =>
  precision === null || precision === 6
    ? {}
    : { note: `No more digits after the second than ${precision}, other than zeros.` };

export function timeCode({ precision, zone }: FieldOf<'time'>): TypeCode {
  return {
    type: 'string',
    builder: builder('time', ...given(options({ precision, withTimezone: zone }))),
    codec: codec('asText', tsString(zone ? 'time with time zone' : 'time')),
    rules: [rule('IsClockTime', options({ zone, digits: precision }))],
    ...digitsNote(precision),
    schema: ['type: String', `example: '${zone ? '08:30:00+00' : '08:30:00'}'`],
    samples: zone ? ["'08:30:00+00'", "'09:30:00+00'"] : ["'08:30:00'", "'09:30:00'"],
    isComparable: true,
    isSortable: true,
  };
}

export function timestampCode({ precision, zone }: FieldOf<'timestamp'>): TypeCode {
  const type = `timestamp${precision === null ? '' : `(${precision})`}${zone ? ' with time zone' : ''}`;
  return {
    type: 'string',
    codec: codec(zone ? 'asMoment' : 'asWallTime', tsString(type)),
    rules: [rule(zone ? 'IsMoment' : 'IsWallTime', options({ digits: precision }))],
    ...digitsNote(precision),
    schema: ['type: String', zone ? "format: 'date-time'" : "example: '2024-02-29T12:00:00'"],
    samples: zone
      ? ["'2024-02-29T12:00:00.000Z'", "'2024-03-01T12:00:00.000Z'"]
      : ["'2024-02-29T12:00:00'", "'2024-03-01T12:00:00'"],
    isComparable: true,
    isSortable: true,
  };
}
