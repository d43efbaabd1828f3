/*
 * The one place where text of a model becomes part of a file. Names are identifiers by the rules of the model;
 * names of services, descriptions and enum options are free text and pass through here.
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

/** A string literal of TypeScript, in the quotes that Prettier would choose. */
export function tsString(text: string): string {
  const quote = text.includes("'") && text.split("'").length > text.split('"').length ? '"' : "'";
  const body = lines(text).join(' ').replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${body}${quote}`;
}

/** A string literal of PostgreSQL (`standard_conforming_strings` is on by default: a backslash is no escape). */
export function sqlString(text: string): string {
  return `'${lines(text).join(' ').replaceAll("'", "''")}'`;
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
