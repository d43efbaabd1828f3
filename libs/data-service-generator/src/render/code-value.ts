import { LINE_WIDTH } from './layout';

/** A value as code: something on one line, or a list or an object of values. */
export type CodeValue =
  | string
  | { readonly list: readonly CodeValue[] }
  | { readonly object: readonly (readonly [string, CodeValue])[] };

export const objectOf = (parts: Readonly<Record<string, CodeValue | null>>): CodeValue => ({
  object: Object.entries(parts).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
});

/**
 * A value as Prettier would write it: on one line where it fits. `before` and `after` are what stands around it on its
 * lines, `indent` the indentation of the first one.
 */
export function writeValue(
  value: CodeValue,
  { before = '', after = '', indent = '' }: { before?: string; after?: string; indent?: string } = {},
): string {
  const flat = `${before}${flatValue(value)}`;
  if (typeof value === 'string' || (fits(`${indent}${flat}${after}`) && !mustBreak(value))) return flat;
  const inner = `${indent}  `;
  if ('list' in value) {
    const items = value.list.map((item) => `${inner}${writeValue(item, { after: ',', indent: inner })},\n`);
    return `${before}[\n${items.join('')}${indent}]`;
  }
  const parts = value.object.map(([name, part]) => `${inner}${writeProperty(name, part, inner)},\n`);
  return `${before}{\n${parts.join('')}${indent}}`;
}

function writeProperty(name: string, value: CodeValue, indent: string): string {
  const before = `${keyOf(name)}: `;
  const text = writeValue(value, { before, after: ',', indent });
  const isLong = typeof value === 'string' && !fits(`${indent}${text},`) && keyOf(name).length > SHORT_NAME;
  return isLong && /^['"]/.test(value) ? `${keyOf(name)}:\n${indent}  ${value}` : text;
}

/** Behind a name that is not longer Prettier breaks no line: little would be won. */
const SHORT_NAME = 4;

const fits = (line: string) => line.length <= LINE_WIDTH;

/** Prettier gives each of several objects, or of several lists, a line of its own when they hold more than one thing. */
function mustBreak(value: CodeValue): boolean {
  if (typeof value === 'string') return false;
  const inner = 'list' in value ? value.list : value.object.map(([, part]) => part);
  if (inner.some(mustBreak)) return true;
  if (!('list' in value) || value.list.length < 2) return false;
  const objects = value.list.every(
    (item) => typeof item !== 'string' && 'object' in item && item.object.length > 1,
  );
  const lists = value.list.every(
    (item) => typeof item !== 'string' && 'list' in item && item.list.length > 1,
  );
  return objects || lists;
}

function flatValue(value: CodeValue): string {
  if (typeof value === 'string') return value;
  if ('list' in value) return `[${value.list.map(flatValue).join(', ')}]`;
  if (value.object.length === 0) return '{}';
  return `{ ${value.object.map(([name, part]) => `${keyOf(name)}: ${flatValue(part)}`).join(', ')} }`;
}

/** `__proto__` would be no key of its own but the prototype. */
const keyOf = (name: string): string => {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`;
};
