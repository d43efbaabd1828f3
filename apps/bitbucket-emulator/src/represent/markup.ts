import { renderMarkdown } from '../html/markdown';

/** Text as Bitbucket gives it back: raw, and rendered with every HTML tag of the author escaped. */
export function markup(raw: string): { raw: string; markup: 'markdown'; html: string } {
  return { raw, markup: 'markdown', html: renderMarkdown(raw) };
}
