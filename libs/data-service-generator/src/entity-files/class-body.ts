/** A class of some properties, a blank line between them. */
export const classBody = (head: string, properties: readonly string[]) =>
  properties.length === 0
    ? `export class ${head} {}\n`
    : `export class ${head} {\n${properties.join('\n')}}\n`;
