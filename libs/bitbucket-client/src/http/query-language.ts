/**
 * A string literal of Bitbucket's query language (`q`): in double quotes, with `"` and `\` escaped.
 * https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
 */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

/** A condition that holds where `field` contains what a person typed, whatever its case; undefined for blank text. */
export function contains(field: string, text: string | undefined): string | undefined {
  const typed = text?.trim();
  return typed ? `${field} ~ ${quoted(typed)}` : undefined;
}
