import { ModelSyntaxError } from '@amplication/model-text';
import { placeOf } from './places';

/** `word` is an unquoted name or keyword, `command` a line of psql that begins with a backslash. */
export type TokenKind = 'word' | 'name' | 'text' | 'number' | 'operator' | 'symbol' | 'command' | 'end';

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\.?\d[\w.]*/y;
const OPERATOR = /[~!@#^&|`?+\-*/%<>=]+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const BLANK = /[ \t\n\r\f\v]+/y;
const COMMENT_MARK = /\/\*|\*\//g;
const QUOTE = /'/g;
const QUOTE_OR_ESCAPE = /['\\]/g;
const LINE_END = /[\n\r]|$/g;

/**
 * Goes through SQL as PostgreSQL's scanner does, one token at a time, so that the longest text costs no memory. Comments
 * are blanks. What the tokens mean together is for PostgreSQL's parser.
 */
export class Lexer {
  kind: TokenKind = 'end';
  start = 0;
  end: number;

  constructor(
    private readonly source: string,
    from = 0,
    private readonly stop = source.length,
  ) {
    this.end = from;
  }

  /** The token as it is written. */
  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  /** A word in upper case; '' for everything else. */
  get word(): string {
    return this.kind === 'word' ? this.text.toUpperCase() : '';
  }

  /** Whether the token is this symbol. */
  is(symbol: string): boolean {
    return this.kind === 'symbol' && this.text === symbol;
  }

  /** Goes to the next token; false at the end. */
  next(): boolean {
    this.skipBlanks();
    this.start = this.end;
    if (this.start >= this.stop) {
      this.kind = 'end';
      return false;
    }
    this.kind = this.read(this.source.charAt(this.start));
    this.end = Math.min(this.end, this.stop);
    return true;
  }

  private skipBlanks(): void {
    for (;;) {
      const before = this.end;
      this.match(BLANK);
      if (this.source.startsWith('--', this.end)) this.end = lineEnd(this.source, this.end);
      else if (this.source.startsWith('/*', this.end)) this.skipComment();
      if (this.end === before) return;
    }
  }

  private skipComment(): void {
    const opened = this.end;
    let depth = 0;
    COMMENT_MARK.lastIndex = opened;
    for (let mark = COMMENT_MARK.exec(this.source); mark; mark = COMMENT_MARK.exec(this.source)) {
      depth += mark[0] === '/*' ? 1 : -1;
      if (depth > 0) continue;
      this.end = COMMENT_MARK.lastIndex;
      return;
    }
    throw new ModelSyntaxError(
      placeOf(this.source, opened),
      'expected the end of the comment that begins here: */.',
    );
  }

  private read(first: string): TokenKind {
    if (first === "'") return this.quoted(false);
    if (first === '"') return this.closed('"', 'name', 'the quoted name');
    if (first === '\\') {
      this.end = lineEnd(this.source, this.end);
      return 'command';
    }
    if (this.match(WORD)) return this.prefixed();
    if (this.match(NUMBER)) return 'number';
    if (first === '$' && this.match(DOLLAR_TAG)) return this.closed(this.text, 'text', 'the text');
    if (this.match(OPERATOR)) return this.operator();
    this.end += this.source.startsWith('::', this.start) || this.source.startsWith(':=', this.start) ? 2 : 1;
    return 'symbol';
  }

  /** A word, or the letters before a text: E'…', B'…', X'…', N'…', U&'…' and U&"…". */
  private prefixed(): TokenKind {
    const letters = this.text.toUpperCase();
    const next = this.source.charAt(this.end);
    if (next === "'" && ['E', 'B', 'X', 'N'].includes(letters)) return this.quoted(letters === 'E');
    if (letters !== 'U' || next !== '&') return 'word';
    const quote = this.source.charAt(this.end + 1);
    if (quote !== "'" && quote !== '"') return 'word';
    this.end += 1;
    return quote === "'" ? this.quoted(false) : this.closed('"', 'name', 'the quoted name');
  }

  private quoted(hasEscapes: boolean): TokenKind {
    const opened = this.start;
    let at = this.source.indexOf("'", this.end) + 1;
    const mark = hasEscapes ? QUOTE_OR_ESCAPE : QUOTE;
    for (;;) {
      mark.lastIndex = at;
      const found = mark.exec(this.source);
      if (!found)
        throw new ModelSyntaxError(
          placeOf(this.source, opened),
          "expected the end of the text that begins here: '.",
        );
      at = found.index + 2;
      if (found[0] === '\\' || this.source.charAt(found.index + 1) === "'") continue;
      this.end = found.index + 1;
      return 'text';
    }
  }

  /** Up to the same mark again; a doubled quote is part of a name. */
  private closed(mark: string, kind: TokenKind, what: string): TokenKind {
    let at = mark === '"' ? this.source.indexOf('"', this.end) + 1 : this.end;
    for (;;) {
      const close = this.source.indexOf(mark, at);
      if (close < 0)
        throw new ModelSyntaxError(
          placeOf(this.source, this.start),
          `expected the end of ${what} that begins here: ${mark}.`,
        );
      at = close + mark.length;
      if (mark !== '"' || this.source.charAt(at) !== '"') break;
      at += 1;
    }
    this.end = at;
    return kind;
  }

  /** An operator ends where a comment begins, and in no sign unless it holds one of the rarer characters. */
  private operator(): TokenKind {
    const run = this.text;
    const comment = run.search(/--|\/\*/);
    let length = comment > 0 ? comment : run.length;
    if (!/[~!@#%^&|`?]/.test(run.slice(0, length)))
      while (length > 1 && '+-'.includes(run.charAt(length - 1))) length -= 1;
    this.end = this.start + length;
    return 'operator';
  }

  private match(pattern: RegExp): boolean {
    pattern.lastIndex = this.end;
    if (!pattern.test(this.source)) return false;
    this.end = pattern.lastIndex;
    return true;
  }
}

/** Where the line ends in which `from` is. */
export function lineEnd(source: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(source)?.index ?? source.length;
}
