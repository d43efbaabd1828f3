import fc from 'fast-check';
import ts from 'typescript';
import { docComment, markdown, tsPattern, tsString } from './escape';

const anyText = fc.string({ unit: 'binary' });

/** The value of the one string literal that a piece of code is. */
function literalValue(code: string): string | null {
  const [statement, ...rest] = ts.createSourceFile('x.ts', code, ts.ScriptTarget.ES2022).statements;
  if (rest.length > 0 || !statement || !ts.isExpressionStatement(statement)) return null;
  return ts.isStringLiteral(statement.expression) ? statement.expression.text : null;
}

describe('escape', () => {
  it('writes any text as one literal of TypeScript', () => {
    expect(tsString("it's")).toBe(`"it's"`);
    fc.assert(
      fc.property(
        anyText,
        (text) => literalValue(tsString(text)) === text.toWellFormed() || !text.isWellFormed(),
      ),
    );
  });

  it('writes a pattern as one expression that matches the same', () => {
    expect(tsPattern('^a/b\\d$')).toBe('/^a\\/b\\d$/u');
    expect(tsPattern('^[/]\n$')).toBe('/^[/]\\n$/u');
    expect(tsPattern('ü')).toBe("new RegExp('ü', 'u')");
  });

  it('writes any text as one comment', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = ts.createSourceFile('x.ts', `${docComment(text)}x;`, ts.ScriptTarget.ES2022);
        expect(source.statements.map((statement) => statement.getText(source))).toEqual(['x;']);
      }),
    );
  });

  it('leaves nothing in Markdown that is markup', () => {
    expect(markdown('<b>*a*</b> [x](y)\n# z')).toBe('&lt;b\\>\\*a\\*&lt;/b\\> \\[x\\]\\(y\\) \\# z');
  });
});
