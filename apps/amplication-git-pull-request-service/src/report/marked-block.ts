/**
 * A part of a description that is ours to rewrite; everything outside belongs to the user.
 * The marks are Markdown link definitions, which show nothing: Bitbucket shows HTML comments as text.
 */
export const BLOCK_BEGIN = '[//]: # (amplication:begin)';
export const BLOCK_END = '[//]: # (amplication:end)';

interface Found {
  before: string;
  block: string;
  after: string;
}

/** The content of our block, or null if the text holds none. */
export function readBlock(text: string): string | null {
  return find(text)?.block ?? null;
}

/**
 * Puts `content` into our block of `text` and leaves every other character as it is.
 * A text without a whole block (the user took it out, or one of its marks) gets one at its end.
 */
export function writeBlock(text: string, content: string): string {
  const block = `${BLOCK_BEGIN}\n\n${content.trim()}\n\n${BLOCK_END}`;
  const found = find(text);
  if (found !== null) return found.before + block + found.after;
  return text.trim() === '' ? block : `${text.trimEnd()}\n\n${block}`;
}

function find(text: string): Found | null {
  const end = text.lastIndexOf(BLOCK_END);
  const begin = end < 0 ? -1 : text.lastIndexOf(BLOCK_BEGIN, end);
  if (begin < 0) return null;
  return {
    before: text.slice(0, begin),
    block: text.slice(begin + BLOCK_BEGIN.length, end).trim(),
    after: text.slice(end + BLOCK_END.length),
  };
}
