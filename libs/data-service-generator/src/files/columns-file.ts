/** `src/database/columns.ts`: how the values that Drizzle does not know go to PostgreSQL and back. */
export const COLUMNS = String.raw`import { type SQL, sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import { parse } from 'postgres-array';

/** Says that the database makes a value that is left out; how, the migrations say. */
export const BY_DATABASE: SQL = sql.raw('DEFAULT');

/** How the values of a column go to the driver and back. In the code a value has the form that it has in JSON. */
export interface Codec<Value> {
  /** The type in PostgreSQL. */
  type: string;
  toDriver(value: Value): unknown;
  fromDriver(value: unknown): Value;
}

/** A column whose values go by a codec. */
export const column = <Value>(name: string, { type, toDriver, fromDriver }: Codec<Value>) =>
  customType<{ data: Value; driverData: unknown }>({ dataType: () => type, toDriver, fromDriver })(name);

/** An array of PostgreSQL. */
export const listOf = <Value>({ type, toDriver, fromDriver }: Codec<Value>): Codec<Value[]> => ({
  type: type + '[]',
  toDriver: (values) => values.map(toDriver),
  // The driver knows the arrays of some types; of all others it hands on the text.
  fromDriver: (value) => (Array.isArray(value) ? value : parse(String(value))).map(fromDriver),
});

/** What PostgreSQL shows as text. */
export const asText = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => (Buffer.isBuffer(value) ? '\\x' + value.toString('hex') : textOf(value)),
});

export const asNumber = (type: string): Codec<number> => ({ type, toDriver: String, fromDriver: Number });

export const asBoolean = (): Codec<boolean> => ({
  type: 'boolean',
  toDriver: (value) => value,
  fromDriver: (value) => value === true || value === 't',
});

/** A whole number of 8 bytes, which a number of JavaScript would round. */
export const asIntegerText = (): Codec<string> => ({
  type: 'bigint',
  toDriver: (value) => value,
  fromDriver: String,
});

export const asJson = (type: 'json' | 'jsonb'): Codec<unknown> => ({
  type,
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => value,
});

export const asBase64 = (): Codec<string> => ({
  type: 'bytea',
  toDriver: (value) => Buffer.from(value, 'base64'),
  fromDriver: (value) => bytesOf(value).toString('base64'),
});

/** A value that PostgreSQL keeps by another word. */
export const asOneOf = <const Value extends string>(
  values: readonly Value[],
  stored: readonly string[],
): Codec<Value> => ({
  type: 'text',
  toDriver: (value) => stored[values.indexOf(value)],
  fromDriver: (value) => {
    const found = values[stored.indexOf(String(value))];
    if (found === undefined) throw new Error('The database holds a value that the model does not know.');
    return found;
  },
});

/** A moment in time, in UTC: 2026-01-31T08:30:00.000Z. */
export const asMoment = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => momentOf(String(value)),
});

/** What a clock on a wall shows: 2026-01-31T08:30:00. */
export const asWallTime = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => String(value).replace(' ', 'T'),
});

const MOMENT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/** PostgreSQL writes the offset of its session; no digit of the second is lost. */
function momentOf(text: string): string {
  const found = MOMENT.exec(text);
  if (!found) return text;
  const [, day, time, fraction = '', sign, hours, minutes = '0', seconds = '0'] = found;
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  const moment = new Date(Date.parse(day + 'T' + time + 'Z') - offset * 1000);
  return moment.toISOString().slice(0, 19) + '.' + fraction.padEnd(3, '0') + 'Z';
}

const bytesOf = (value: unknown) =>
  Buffer.isBuffer(value) ? value : Buffer.from(String(value).slice('\\x'.length), 'hex');

const textOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
`;
