/**
 * A string literal of Bitbucket's query language (`q`): in double quotes, with `"` and `\` escaped.
 * https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** Joins conditions that must all hold; absent ones are left out. Undefined when none is left. */
export function allOf(...conditions: (string | undefined)[]): string | undefined {
  const present = conditions.filter((condition) => condition !== undefined);
  return present.length > 0 ? present.join(' AND ') : undefined;
}

/** A condition that holds where `field` contains what a person typed, whatever its case; undefined for blank text. */
export function contains(field: string, text: string | undefined): string | undefined {
  const typed = text?.trim();
  return typed ? `${field} ~ ${quoted(typed)}` : undefined;
}
