import { ModelSyntaxError } from '@amplication/model-text';
import type { Lexer } from './lexer';
import { placeOf } from './places';

/** How deep brackets and operators may stand inside each other: the parser, which goes deep itself, takes much more. */
export const NESTING = 500;

const DEEPENING = new Set(['NOT', 'UNION', 'INTERSECT', 'EXCEPT', 'JOIN', 'CASE', 'COLLATE', 'AT', 'IS']);

/** Counts how deep the tree of a statement can get, by its brackets and by the operators between two commas. */
export class Nesting {
  private readonly outer: number[] = [];
  private here = 0;
  private sum = 0;

  constructor(private readonly source: string) {}

  /** How many brackets are open. */
  get depth(): number {
    return this.outer.length;
  }

  add(token: Lexer): void {
    if (token.is('(') || token.is('[')) {
      this.outer.push(this.here);
      this.here = 0;
    } else if (token.is(')') || token.is(']')) {
      this.sum -= this.here;
      this.here = this.outer.pop() ?? 0;
    } else if (token.is(',')) {
      this.sum -= this.here;
      this.here = 0;
    } else if (token.kind === 'operator' || token.is('::') || DEEPENING.has(token.word)) {
      this.sum += 1;
      this.here += 1;
    }
    if (this.sum + this.depth <= NESTING) return;
    throw new ModelSyntaxError(
      placeOf(this.source, token.start),
      `expected at most ${NESTING} brackets and operators inside each other.`,
    );
  }
}
