import MarkdownIt from 'markdown-it';

/** As Bitbucket renders: the author's HTML is shown as text, a line break stays one, addresses become links. */
const markdown = new MarkdownIt({ html: false, breaks: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// `#` is where people hide notes: `[//]: # (note)` defines a link that nobody uses, and shows nothing.
markdown.validateLink = (url) => /^(https?:\/\/|#)/.test(url);
// Nobody else's pictures: a page of the emulator fetches nothing from elsewhere.
markdown.disable('image');
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'nofollow');
  return self.renderToken(tokens, index, options);
};

/** HTML of what somebody wrote in Markdown. Safe to put into a page. */
export function renderMarkdown(source: string): string {
  return markdown.render(source).trim();
}
