/*
 * The one place where text of a model becomes part of a file. Names are identifiers by the rules of the model;
 * names of services, descriptions, values and patterns are free text and pass through here.
 */

const LINE_BREAK = /\r\n|[\n\r\u2028\u2029]/;
const CONTROL = /\p{Cc}|\p{Cs}/gu;

/** The lines of a text, without control characters or blanks at their ends. */
export function lines(text: string): string[] {
  return text.split(LINE_BREAK).map((line) => line.replace(/\t/g, ' ').replace(CONTROL, '').trimEnd());
}

/** A text as one line with single blanks. */
export function oneLine(text: string): string {
  return lines(text).join(' ').replace(/\s+/g, ' ').trim();
}

/** A string literal of TypeScript that means exactly this text, in the quotes that Prettier would choose. */
export function tsString(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const body = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(quote, `\\${quote}`)
    .replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g, escaped);
  return `${quote}${body}${quote}`;
}

/** Characters that nobody sees, and those that turn the direction of a line, are written as numbers. */
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A regular expression of TypeScript, by the rules of Unicode. */
export function tsPattern(pattern: string): string {
  const { source } = new RegExp(pattern, 'u');
  return /^[\x20-\x7e]+$/.test(source) ? `/${source}/u` : `new RegExp(${tsString(pattern)}, 'u')`;
}

/** A comment above a declaration; nothing for an empty text. `indent` stands before each line. */
export function docComment(text: string, indent = ''): string {
  const body = lines(text.trim()).map((line) => line.replaceAll('*/', '* /'));
  if (body.length === 1 && body[0] === '') return '';
  if (body.length === 1) return `${indent}/** ${body[0]} */\n`;
  return `${indent}/**\n${body.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** Plain text in a Markdown document: no character of it is markup. */
export function markdown(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]()#+!|<>&~-]/g, (mark) => (mark === '<' ? '&lt;' : `\\${mark}`));
}
