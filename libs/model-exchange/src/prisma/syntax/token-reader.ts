import { PrismaSyntaxError } from '../errors';
import type { Token } from './tokens';

/** Walks over the parts of a schema. */
export class TokenReader {
  private index = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get next(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const token = this.tokens[this.index + ahead] ?? this.tokens.at(-1);
    if (!token) throw new PrismaSyntaxError({ line: 1, column: 1 }, 'expected a schema.');
    return token;
  }

  take(): Token {
    const token = this.next;
    this.index += 1;
    return token;
  }

  /** Whether the next part is this sign; takes it then. */
  takeSign(sign: string): boolean {
    const isThere = this.isSign(sign);
    if (isThere) this.index += 1;
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
}
