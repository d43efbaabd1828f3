/** The line width of the generated code, which is formatted as Prettier would. */
export const LINE_WIDTH = 110;

/**
 * `before` + items + `after` on one line where it fits, else one item a line.
 * `indent` is the indentation of the line, `padding` what stands inside the brackets of the short form.
 */
export function list(
  before: string,
  items: readonly string[],
  after: string,
  { indent = '', padding = '' }: { indent?: string; padding?: string } = {},
): string {
  const short = `${indent}${before}${padding}${items.join(', ')}${padding}${after}`;
  if (short.length <= LINE_WIDTH && !short.includes('\n')) return short;
  return `${indent}${before}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${after}`;
}

/** An import of the given names, sorted; nothing without names. */
export function importLine(names: Iterable<string>, from: string, keyword = 'import'): string {
  const sorted = [...new Set(names)].sort();
  if (sorted.length === 0) return '';
  return `${list(`${keyword} {`, sorted, `} from '${from}';`, { padding: ' ' })}\n`;
}

/** `before<A, B>after` on one line where it fits, else one argument a line. */
export function generic(before: string, args: readonly string[], after: string, indent = ''): string {
  const short = `${indent}${before}<${args.join(', ')}>${after}`;
  if (short.length <= LINE_WIDTH) return short;
  return `${indent}${before}<\n${args.map((arg) => `${indent}  ${arg}`).join(',\n')}\n${indent}>${after}`;
}

/** Joins what is not empty, a blank line between. */
export const paragraphs = (...parts: string[]) => parts.filter((part) => part !== '').join('\n');

/** `before` and a value on one line where they fit, else the value on a line of its own. */
export function assign(before: string, value: string): string {
  const short = `${before} ${value};`;
  return short.length <= LINE_WIDTH ? short : `${before}\n  ${value};`;
}
