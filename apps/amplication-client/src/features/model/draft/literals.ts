import type { FieldDefault, FieldModel } from './model';

export type LiteralValue = Extract<FieldDefault, { kind: 'literal' }>['value'];
/** A value that was typed, or why it is none. */
export type ReadLiteral = { value: LiteralValue } | { problem: string };

/** A value as a person types it. */
export const literalText = (value: LiteralValue): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** Reads what a person typed as the default of a field; of a list each item on its own. */
export function readLiteral(field: FieldModel, text: string): ReadLiteral {
  switch (field.type) {
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { value: text === 'true' }
        : { problem: 'Choose yes or no.' };
    case 'integer':
      if (!/^-?\d+$/.test(text)) return { problem: 'Enter a whole number.' };
      // JSON's numbers are not exact beyond 53 bits, so a large one is a text.
      return { value: field.bytes === 8 ? text : Number(text) };
    case 'decimal':
      return /^-?\d+(?:\.\d+)?$/.test(text) ? { value: text } : { problem: 'Enter a number such as 9.99.' };
    case 'double':
      return text !== '' && Number.isFinite(Number(text))
        ? { value: Number(text) }
        : { problem: 'Enter a number such as 0.5.' };
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text)
        ? { value: text }
        : { problem: 'Enter a date such as 2026-01-31.' };
    case 'time':
      return /^\d\d:\d\d/.test(text) ? { value: text } : { problem: 'Enter a time such as 08:30:00.' };
    case 'timestamp':
      return Number.isNaN(Date.parse(text))
        ? { problem: 'Enter a moment such as 2026-01-31T08:30:00Z.' }
        : { value: text };
    case 'json':
      return readJson(text);
    case 'enum':
      return text === '' ? { problem: 'Choose a value.' } : { value: text };
    case 'text':
    case 'bytes':
    case 'uuid':
    case 'other':
      return { value: text };
  }
}

function readJson(text: string): ReadLiteral {
  try {
    const value: unknown = JSON.parse(text);
    return isLiteral(value)
      ? { value }
      : { problem: 'Enter an object, a list of simple values, a text, a number, true or false.' };
  } catch {
    return { problem: 'Enter JSON such as {"unit": "kg"}.' };
  }
}

function isLiteral(value: unknown): value is LiteralValue {
  if (Array.isArray(value)) return value.every(isSimple);
  return isSimple(value) || (typeof value === 'object' && value !== null);
}

const isSimple = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
