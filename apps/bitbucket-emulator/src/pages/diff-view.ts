import { html, type Html } from '../html/html';

const MAX_LINES = 6000;

function lineClass(line: string): string {
  if (line.startsWith('@@')) return 'at';
  if (line.startsWith('+')) return 'add';
  return line.startsWith('-') ? 'del' : '';
}

/** One file of `git diff`: its name, counts, and coloured lines. */
function fileView(text: string, open: boolean): Html {
  const lines = text.replace(/\n$/, '').split('\n');
  const [, oldName = '', newName = ''] = /^a\/(.*) b\/(.*)$/.exec(lines[0] ?? '') ?? [];
  const start = lines.findIndex((line) => line.startsWith('@@'));
  const body = start < 0 ? [] : lines.slice(start);
  const count = (sign: string): number => body.filter((line) => line.startsWith(sign)).length;
  const note = lines.slice(1).find((line) => /^(new file|deleted file|rename to|Binary files)/.test(line));
  const shown = body.map((line) => html`<span class="${lineClass(line)}">${line === '' ? ' ' : line}</span>`);
  return html`<details class="file" ${open && html`open`}>
    <summary>
      ${oldName === newName ? newName : `${oldName} → ${newName}`} <span class="plus">+${count('+')}</span>
      <span class="minus">−${count('-')}</span> ${note && html`<small>${note}</small>`}
    </summary>
    ${body.length > 0 && html`<pre class="scroll">${shown}</pre>`}
  </details>`;
}

/** The text of `git diff` as a page; big ones begin folded. */
export function diffView(diff: string): Html {
  const files = diff.split(/^diff --git /m).filter((part) => part !== '');
  if (files.length === 0) return html`<p class="quiet">No changes.</p>`;
  const open = diff.split('\n').length <= MAX_LINES;
  return html`<p class="quiet">${files.length} ${files.length === 1 ? 'file' : 'files'} changed</p>
    ${files.map((file) => fileView(file, open))}`;
}
