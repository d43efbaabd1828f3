/** A text of a user, made harmless inside a line of Markdown: no markup, no HTML, no line break. */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~!]/g, '\\$&');
}

/** Text as Bitbucket hands it back: it may change line ends and drop white space at the end. */
export function sameMarkdown(left: string, right: string): boolean {
  return normalise(left) === normalise(right);
}

function normalise(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimEnd();
}
