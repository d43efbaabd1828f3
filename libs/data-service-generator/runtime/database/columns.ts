import { type SQL, sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/pg-core';
import { parse } from 'postgres-array';

/** Says that the database makes a value that is left out; how, the migrations say. */
export const BY_DATABASE: SQL = sql.raw('DEFAULT');

/** How the values of a column go to the driver and back. In the code a value has the form that it has in JSON. */
export interface Codec<Value> {
  /** The type in PostgreSQL. */
  type: string;
  toDriver(this: void, value: Value): unknown;
  fromDriver(this: void, value: unknown): Value;
  /** Whether a value may be a list itself, so that a list in a list is a value of it. */
  holdsLists?: boolean;
}

/** What an array of PostgreSQL may hold: its elements may be null, or arrays as well. */
export type Listed<Value> = (Value | null | Listed<Value>)[];

/** A column whose values go by a codec. */
export const column = <Value>(name: string, { type, toDriver, fromDriver }: Codec<Value>) =>
  customType<{ data: Value; driverData: unknown }>({ dataType: () => type, toDriver, fromDriver })(name);

/** An array of PostgreSQL. */
export function listOf<Value>(codec: Codec<Value>): Codec<Listed<Value>> {
  const isList = (one: Value | Listed<Value>): one is Listed<Value> =>
    Array.isArray(one) && !codec.holdsLists;
  const toDriver = (list: Listed<Value>): unknown[] =>
    list.map((one) => (one === null ? null : isList(one) ? toDriver(one) : codec.toDriver(one)));
  const fromDriver = (list: unknown[]): Listed<Value> =>
    list.map((one) =>
      one === null ? null : Array.isArray(one) && !codec.holdsLists ? fromDriver(one) : codec.fromDriver(one),
    );
  return {
    type: codec.type + '[]',
    toDriver,
    // The driver knows the arrays of some types; of all others it hands on the text.
    fromDriver: (value) => fromDriver(Array.isArray(value) ? value : parse(String(value))),
  };
}

/** What PostgreSQL shows as text. */
export const asText = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => (Buffer.isBuffer(value) ? '\\x' + value.toString('hex') : textOf(value)),
});

/** A `real` takes no number that is too small or too great for it, so it gets the nearest one that it knows. */
export const asNumber = (type: string): Codec<number> => ({
  type,
  toDriver: (value) => String(type === 'real' ? Math.fround(value) : value),
  fromDriver: Number,
});

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
  holdsLists: true,
});

export const asBase64 = (): Codec<string> => ({
  type: 'bytea',
  toDriver: (value) => Buffer.from(value, 'base64'),
  fromDriver: (value) => bytesOf(value).toString('base64'),
});

/** A value that PostgreSQL keeps by another word. What the model does not know is shown as PostgreSQL keeps it. */
export const asOneOf = <const Value extends string>(
  values: readonly Value[],
  stored: readonly string[],
): Codec<Value> => ({
  type: 'text',
  toDriver: (value) => (values.includes(value) ? stored[values.indexOf(value)] : value),
  fromDriver: (value) => {
    const word = values[stored.indexOf(String(value))] ?? value;
    if (!isTakenFor(word, values)) throw new Error('The driver gave no text for a value of an enum.');
    return word;
  },
});

/** A word of a newer model is taken for one of this model, as Drizzle does with its own enums. */
const isTakenFor = <Value extends string>(word: unknown, _values: readonly Value[]): word is Value =>
  typeof word === 'string';

/** A moment in time, in UTC: 2026-01-31T08:30:00.000Z. Outside of the years 1 to 9999 it is as PostgreSQL writes it. */
export const asMoment = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => momentOf(String(value)),
});

/** What a clock on a wall shows: 2026-01-31T08:30:00. Other years than 1 to 9999 are as PostgreSQL writes them. */
export const asWallTime = (type: string): Codec<string> => ({
  type,
  toDriver: (value) => value,
  fromDriver: (value) => String(value).replace(WALL_TIME, '$1T$2'),
});

const WALL_TIME = /^(\d{4}-\d\d-\d\d) (\S+)$/;
const MOMENT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/** PostgreSQL writes the offset of its session; no digit of the second is lost. */
function momentOf(text: string): string {
  const found = MOMENT.exec(text);
  if (!found) return text;
  const [, day, time, fraction = '', sign, hours, minutes = '0', seconds = '0'] = found;
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * (sign === '-' ? -1 : 1);
  const moment = new Date(Date.parse(day + 'T' + time + 'Z') - offset * 1000);
  const year = moment.getUTCFullYear();
  if (year < 1 || year > 9999) return text;
  return moment.toISOString().slice(0, 19) + '.' + fraction.padEnd(3, '0') + 'Z';
}

const bytesOf = (value: unknown) =>
  Buffer.isBuffer(value) ? value : Buffer.from(String(value).slice('\\x'.length), 'hex');

const textOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
