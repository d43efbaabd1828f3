import { LINE_WIDTH } from './layout';

/** A value as code: something on one line, or a list, an object or a call of values. */
export type CodeValue =
  | string
  | { readonly list: readonly CodeValue[] }
  | ObjectValue
  | { readonly call: string; readonly args: readonly CodeValue[] };

export interface ObjectValue {
  readonly object: readonly (readonly [string, CodeValue])[];
}

/** An object of what is there. */
export const objectOf = (parts: Readonly<Record<string, CodeValue | null>>): ObjectValue => ({
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
  if ('call' in value) return writeCall(value, { before, after, indent });
  const parts = value.object.map(([name, part]) => `${inner}${writeProperty(name, part, inner)},\n`);
  return `${before}{\n${parts.join('')}${indent}}`;
}

/** A call with an object behind the other arguments begins on one line, and the object's parts have lines of their own. */
function writeCall(
  { call, args }: Extract<CodeValue, { call: string }>,
  { before, after, indent }: { before: string; after: string; indent: string },
): string {
  const last = args.at(-1);
  if (last !== undefined && typeof last !== 'string' && 'object' in last) {
    const first = args.slice(0, -1).map((arg) => `${flatValue(arg)}, `);
    const head = `${before}${call}(${first.join('')}`;
    return `${writeValue(last, { before: head, after: `)${after}`, indent })})`;
  }
  const inner = `${indent}  `;
  const lines = args.map((arg) => `${inner}${writeValue(arg, { after: ',', indent: inner })},\n`);
  return `${before}${call}(\n${lines.join('')}${indent})`;
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
  if ('call' in value) return value.args.some(mustBreak);
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
  if ('call' in value) return `${value.call}(${value.args.map(flatValue).join(', ')})`;
  if (value.object.length === 0) return '{}';
  return `{ ${value.object.map(([name, part]) => `${keyOf(name)}: ${flatValue(part)}`).join(', ')} }`;
}

/** The name of a property. `__proto__` would be none of its own but the prototype. */
export const keyOf = (name: string): string => {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name.replaceAll("'", "\\'")}'`;
};
