import { LINE_WIDTH } from './layout';

/** Code of a value: a piece that is written as it stands, a list, an object or a call. */
export type ValueCode = string | ListCode | ObjectCode | CallCode;

export interface ListCode {
  items: readonly ValueCode[];
}

export interface ObjectCode {
  /** By names that are identifiers. */
  entries: readonly (readonly [string, ValueCode])[];
}

export interface CallCode {
  name: string;
  args: readonly ValueCode[];
}

/**
 * A value as Prettier would write it: on one line where it fits, else with a line for each of its parts. `before` and
 * `after` stand on the same lines as its beginning and its end.
 */
export function writeValue(before: string, value: ValueCode, after: string, indent = ''): string {
  const flat = `${indent}${before}${flatten(value)}${after}`;
  if ((flat.length <= LINE_WIDTH && !mustBreak(value)) || typeof value === 'string') return flat;
  const inner = `${indent}  `;
  if ('items' in value) {
    const items = value.items.map((item) => `${writeValue('', item, ',', inner)}\n`);
    return `${indent}${before}[\n${items.join('')}${indent}]${after}`;
  }
  if ('entries' in value) {
    const entries = value.entries.map(([key, one]) => `${writeValue(`${key}: `, one, ',', inner)}\n`);
    return `${indent}${before}{\n${entries.join('')}${indent}}${after}`;
  }
  const last = value.args.at(-1);
  if (last !== undefined && typeof last !== 'string' && 'entries' in last) {
    const first = value.args.slice(0, -1).map((arg) => `${flatten(arg)}, `);
    return writeValue(`${before}${value.name}(${first.join('')}`, last, `)${after}`, indent);
  }
  const args = value.args.map((arg) => `${writeValue('', arg, ',', inner)}\n`);
  return `${indent}${before}${value.name}(\n${args.join('')}${indent})${after}`;
}

function flatten(value: ValueCode): string {
  if (typeof value === 'string') return value;
  if ('items' in value) return `[${value.items.map(flatten).join(', ')}]`;
  if ('name' in value) return `${value.name}(${value.args.map(flatten).join(', ')})`;
  const entries = value.entries.map(([key, one]) => `${key}: ${flatten(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Several objects, or lists, of more than one part each are never on one line. */
function mustBreak(value: ValueCode): boolean {
  if (typeof value === 'string') return false;
  if ('name' in value) return value.args.some(mustBreak);
  if ('entries' in value) return value.entries.some(([, one]) => mustBreak(one));
  const isTable =
    value.items.length > 1 &&
    (value.items.every((item) => typeof item !== 'string' && 'entries' in item && item.entries.length > 1) ||
      value.items.every((item) => typeof item !== 'string' && 'items' in item && item.items.length > 1));
  return isTable || value.items.some(mustBreak);
}
