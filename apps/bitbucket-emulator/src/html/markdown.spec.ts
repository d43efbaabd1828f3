import fc from 'fast-check';
import { renderMarkdown } from './markdown';

describe('renderMarkdown', () => {
  it('renders headings, lists, tables and code', () => {
    const html = renderMarkdown(
      '# T\n\n- a\n  - b\n\n| x | y |\n|---|---|\n| `1` | **2** |\n\n```ts\n<i>\n```\n',
    );
    expect(html).toContain('<h1>T</h1>');
    expect(html.replace(/\n/g, '')).toContain('<ul><li>a<ul><li>b</li></ul></li></ul>');
    expect(html.replace(/\n/g, '')).toContain('<td><code>1</code></td><td><strong>2</strong></td>');
    expect(html).toContain('<pre><code class="language-ts">&lt;i&gt;\n</code></pre>');
  });

  it('links to http addresses only', () => {
    expect(renderMarkdown('[a](javascript:alert(1))')).not.toContain('href');
    expect(renderMarkdown('[a](https://example.com/"x)')).toContain(
      '<a href="https://example.com/%22x" rel="nofollow">a</a>',
    );
    expect(renderMarkdown('see https://example.com/x')).toContain('<a href="https://example.com/x"');
    expect(renderMarkdown('![x](https://example.com/x.png)')).not.toContain('<img');
  });

  it('lets no tag of the author through, whatever the text', () => {
    const parts = fc.constantFrom(
      '<script>',
      '<b onclick=x>',
      '"',
      '`',
      '```\n',
      '\n',
      '- ',
      '> ',
      '| a |\n|---|\n',
      '**',
      '[x](https://e.com)',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (texts) => {
        const html = renderMarkdown(texts.join(''));
        expect(html).not.toMatch(/<script|<b /);
      }),
    );
  });

  it('shows nothing for the definition of a link', () => {
    expect(renderMarkdown('[//]: # (amplication:begin)\n\nText')).toBe('<p>Text</p>');
    expect(renderMarkdown('[not a definition] but text')).toContain('not a definition');
  });
});
