import { PrismaSyntaxError } from '../errors';
import type { Token } from './tokens';

/** Walks over the parts of a schema. */
export class TokenReader {
  /** Parts that were looked at and not taken. */
  private readonly ahead: Token[] = [];
  private last: Token | undefined;

  constructor(private readonly tokens: Iterator<Token>) {}

  get next(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    for (;;) {
      const token = this.ahead[ahead];
      if (token) return token;
      this.ahead.push(this.pull());
    }
  }

  take(): Token {
    return this.ahead.shift() ?? this.pull();
  }

  /** Whether the next part is this sign; takes it then. */
  takeSign(sign: string): boolean {
    const isThere = this.isSign(sign);
    if (isThere) this.take();
    return isThere;
  }

  isSign(sign: string, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'sign' && text === sign;
  }

  needSign(sign: string): Token {
    const token = this.take();
    if (token.kind !== 'sign' || token.text !== sign) throw this.expected(`\`${sign}\``, token);
    return token;
  }

  need(kind: Token['kind'], what: string): Token {
    const token = this.take();
    if (token.kind !== kind) throw this.expected(what, token);
    return token;
  }

  expected(what: string, { kind, text, at }: Token = this.next): PrismaSyntaxError {
    const found = kind === 'end' ? 'the end' : kind === 'line' ? 'the end of the line' : JSON.stringify(text);
    return new PrismaSyntaxError(at, `expected ${what}, and found ${found}.`);
  }

  /** The next part of the text; its end again and again. */
  private pull(): Token {
    const next = this.tokens.next();
    if (next.done !== true) this.last = next.value;
    if (!this.last) throw new PrismaSyntaxError({ line: 1, column: 1 }, 'expected a schema.');
    return this.last;
  }
}
