/** A code span that no backtick in the text can end, so that nothing in a file name is read as Markdown. */
export function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return ticks + padding + text + padding + ticks;
}

/** An indented code block, to stand below an item of a list. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const body = text.endsWith('\n') ? text : `${text}\n`;
  return `${fence}\n${body}${fence}`.replace(/^/gm, '  ');
}
