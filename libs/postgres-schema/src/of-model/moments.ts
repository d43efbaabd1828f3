const ISO = /^(\d{4,}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(\.\d{1,6})?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const CLOCK = /^(\d\d:\d\d)(?::(\d\d)(\.\d{1,6})?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * A moment as PostgreSQL shows it to a session in UTC. One without an offset is taken to be in UTC; a time stamp
 * without a zone is what the clock on the wall shows, whatever offset is written behind it.
 */
export function momentText(written: string, zone: boolean): string {
  const text = written.trim();
  const match = ISO.exec(text);
  const [, date = '', clock = '00:00', second = '00', fraction = '', offset = 'Z'] =
    match ?? ISO.exec(new Date(text).toISOString()) ?? [];
  const shown = `${date} ${clock}:${second}`;
  if (!zone) return `${shown}${trimmed(fraction)}`;
  const utc = new Date(Date.parse(`${date}T${clock}:${second}Z`) - offsetMinutes(offset) * 60_000);
  return `${utc.toISOString().slice(0, 19).replace('T', ' ')}${trimmed(fraction)}+00`;
}

/** A time of day as PostgreSQL shows it. */
export function clockText(written: string, zone: boolean): string {
  const [, clock = '', second = '00', fraction = '', offset = 'Z'] = CLOCK.exec(written.trim()) ?? [];
  return `${clock}:${second}${trimmed(fraction)}${zone ? offsetText(offset) : ''}`;
}

const trimmed = (fraction: string): string => fraction.replace(/\.?0+$/, '');

function offsetMinutes(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes ?? 0));
}

function offsetText(offset: string): string {
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return `${sign}${hours}${minutes === '00' ? '' : `:${minutes}`}`;
}
