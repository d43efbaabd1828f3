/** HTML that is safe to put into a page. */
export class Html {
  constructor(readonly text: string) {}
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

type Part = Html | string | number | null | undefined | false | Part[];

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(write).join('');
  return part instanceof Html ? part.text : escapeHtml(String(part));
}

/** Template that escapes everything which is not `Html` already. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.map((string, index) => string + write(parts[index])).join(''));
}

/** Text that is HTML already, for instance rendered Markdown. */
export function trusted(text: string): Html {
  return new Html(text);
}
