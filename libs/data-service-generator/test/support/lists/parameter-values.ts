import { isRecord } from '@amplication/foundation';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';

const ajv = addFormats.default(
  new Ajv({ strict: false, formats: { decimal: true, float: true, double: true, int64: true, byte: true } }),
);

/** Whether a text of a query can be read as something that a schema of OpenAPI allows. */
export function isAllowed(schema: unknown, text: string): boolean {
  const validate = ajv.compile(Object(schema));
  if (!isRecord(schema) || schema['type'] !== 'array') return readings(text).some((value) => validate(value));
  const items = text.split(',');
  return validate(items) || validate(items.map((item) => readings(item).at(-1)));
}

/** What the text of a query can be read as. */
const readings = (text: string): unknown[] => [
  text,
  ...(/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(text) && Number.isFinite(Number(text)) ? [Number(text)] : []),
  ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
];

/** As a query says it. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.map(textOf).join(',') : String(value);

/** Values that a schema allows. */
export function arbitraryOf(schema: unknown): fc.Arbitrary<unknown> {
  const words = new Map(Object.entries(Object(schema)));
  const validate = ajv.compile(Object(schema));
  const all = words.get('allOf');
  if (Array.isArray(all)) return arbitraryOf(all[0]).filter((value) => validate(value));
  return plain(words).filter((value) => validate(value));
}

function plain(words: ReadonlyMap<string, unknown>): fc.Arbitrary<unknown> {
  const values = words.get('enum');
  if (Array.isArray(values)) return fc.constantFrom<unknown>(...values);
  switch (words.get('type')) {
    case 'array': {
      const bounds = { minLength: Number(words.get('minItems')), maxLength: Number(words.get('maxItems')) };
      const items = arbitraryOf(words.get('items'));
      return words.get('uniqueItems') === true ? fc.uniqueArray(items, bounds) : fc.array(items, bounds);
    }
    case 'integer':
      return fc.integer({ min: Number(words.get('minimum')), max: Number(words.get('maximum')) });
    case 'number':
      return fc.double({
        noNaN: true,
        min: Number(words.get('minimum') ?? -1e308),
        max: Number(words.get('maximum') ?? 1e308),
      });
    case 'boolean':
      return fc.boolean();
    default:
      return textIn(words);
  }
}

const moment = fc.date({ min: new Date('0002-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });

function textIn(words: ReadonlyMap<string, unknown>): fc.Arbitrary<string> {
  const format = words.get('format');
  if (format === 'uuid') return fc.uuid();
  if (format === 'date') return moment.map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time') return moment.map((date) => date.toISOString());
  const pattern = words.get('pattern');
  const isText = typeof pattern !== 'string' || pattern.startsWith('^[^');
  const size = {
    minLength: Number(words.get('minLength') ?? 0),
    maxLength: Number(words.get('maxLength') ?? 50),
  };
  return isText ? fc.string({ unit: 'grapheme', ...size }) : fc.stringMatching(new RegExp(pattern));
}
