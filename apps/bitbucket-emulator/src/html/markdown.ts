import { escapeHtml } from './html';

/**
 * A small Markdown renderer: headings, lists, tables, quotes, code, emphasis and links. All HTML of the author
 * is escaped, as Bitbucket does.
 */
export function renderMarkdown(source: string): string {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const taken =
      takeFence(lines, at) ??
      takeTable(lines, at) ??
      takeList(lines, at) ??
      takeQuote(lines, at) ??
      takeLine(lines, at);
    if (taken.html) blocks.push(taken.html);
    at = taken.next;
  }
  return blocks.join('\n');
}

interface Block {
  html: string;
  next: number;
}

/** Span-level Markdown of one piece of text. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      /^`[^`]+`$/.test(part) ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : emphasis(escapeHtml(part)),
    )
    .join('');
}

function emphasis(escaped: string): string {
  return escaped
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, '<a href="$2" rel="nofollow">$1</a>')
    .replace(/(^|[\s(])(https?:\/\/[^\s<)]+)/g, '$1<a href="$2" rel="nofollow">$2</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|\W)_([^_]+)_(?=\W|$)/g, '$1<em>$2</em>')
    .replace(/\*([^*\s][^*]*)\*/g, '<em>$1</em>');
}

function takeFence(lines: string[], at: number): Block | null {
  if (!/^\s*```/.test(lines[at] ?? '')) return null;
  let end = at + 1;
  while (end < lines.length && !/^\s*```\s*$/.test(lines[end] ?? '')) end += 1;
  const code = lines.slice(at + 1, end).join('\n');
  return { html: `<pre><code>${escapeHtml(code)}\n</code></pre>`, next: end + 1 };
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim().replace(/\\\|/g, '|')));
}

function takeTable(lines: string[], at: number): Block | null {
  const head = lines[at] ?? '';
  if (!head.includes('|') || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(lines[at + 1] ?? ''))
    return null;
  let end = at + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  const row = (line: string, tag: string): string =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${cell}</${tag}>`)
      .join('')}</tr>`;
  const body = lines.slice(at + 2, end).map((line) => row(line, 'td'));
  return {
    html: `<table><thead>${row(head, 'th')}</thead><tbody>${body.join('')}</tbody></table>`,
    next: end,
  };
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function takeList(lines: string[], at: number): Block | null {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return null;
  const indent = (first[1] ?? '').length;
  const tag = /\d/.test(first[2] ?? '') ? 'ol' : 'ul';
  const items: string[] = [];
  let next = at;
  while (next < lines.length) {
    const match = ITEM.exec(lines[next] ?? '');
    if (!match || (match[1] ?? '').length < indent) break;
    if ((match[1] ?? '').length > indent) {
      const nested = takeList(lines, next);
      if (!nested) break;
      items[items.length - 1] = `${items.at(-1) ?? ''}${nested.html}`;
      next = nested.next;
    } else {
      items.push(inline(match[3] ?? ''));
      next += 1;
    }
  }
  return { html: `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`, next };
}

function takeQuote(lines: string[], at: number): Block | null {
  if (!/^>/.test(lines[at] ?? '')) return null;
  let end = at;
  while (end < lines.length && /^>/.test(lines[end] ?? '')) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^>\s?/, ''));
  return { html: `<blockquote>${renderMarkdown(inner.join('\n'))}</blockquote>`, next: end };
}

/** `[label]: target (title)` shows nothing by itself; people hide notes in such lines. */
const LINK_DEFINITION = /^ {0,3}\[[^\]]+\]:\s*\S+(\s+("[^"]*"|'[^']*'|\([^)]*\)))?\s*$/;

function takeLine(lines: string[], at: number): Block {
  const line = lines[at] ?? '';
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) {
    const level = (heading[1] ?? '#').length;
    return { html: `<h${level}>${inline(heading[2] ?? '')}</h${level}>`, next: at + 1 };
  }
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) return { html: '<hr>', next: at + 1 };
  if (line.trim() === '' || LINK_DEFINITION.test(line)) return { html: '', next: at + 1 };
  let end = at + 1;
  while (end < lines.length && !/^(\s*$|#{1,6}\s|>|\s*```|\s*([-*+]|\d+[.)])\s)/.test(lines[end] ?? ''))
    end += 1;
  return { html: `<p>${lines.slice(at, end).map(inline).join('<br>')}</p>`, next: end };
}
