import { CST, Lexer } from 'yaml';
import { ModelSyntaxError } from '../../errors';
import type { Lines } from '../../lines';

/** A model of 500 tables needs 8 levels and about 400,000 tokens; more than these cost time and memory only. */
const LIMITS = { flowDepth: 40, indentation: 400, indicatorsOfLine: 40, tokens: 1_000_000, anchors: 1_000 };

/**
 * Looks at the tokens of a text before it is read: what is nested without end, and what a model has no use for, is
 * refused while it costs nothing yet.
 */
export function checkTokens(text: string, lines: Lines): void {
  let [offset, depth, indicators, count, anchors] = [0, 0, 0, 0, 0];
  let isLineStart = true;
  const refuse = (expected: string): never => {
    throw new ModelSyntaxError(lines.placeOf(offset), expected);
  };
  for (const token of new Lexer().lex(text)) {
    count += 1;
    if (count > LIMITS.tokens) refuse(`Expected at most ${LIMITS.tokens} signs and words.`);
    switch (CST.tokenType(token)) {
      case 'doc-mode':
      case 'flow-error-end':
      case 'scalar':
      case 'byte-order-mark':
        continue;
      case 'newline':
        [isLineStart, indicators] = [true, 0];
        offset += token.length;
        continue;
      case 'space':
        if (isLineStart && token.length > LIMITS.indentation)
          refuse(`Expected at most ${LIMITS.indentation} blanks at the start of a line.`);
        break;
      case 'flow-map-start':
      case 'flow-seq-start':
        depth += 1;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        depth = Math.max(0, depth - 1);
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        indicators += 1;
        break;
      case 'directive-line':
        refuse('Expected no directive: a line that begins with `%` is not known here.');
        break;
      case 'anchor':
        anchors += 1;
        break;
      default:
        break;
    }
    if (depth > LIMITS.flowDepth || indicators > LIMITS.indicatorsOfLine)
      refuse('Expected a text that is less deeply nested.');
    if (anchors > LIMITS.anchors) refuse(`Expected at most ${LIMITS.anchors} anchors.`);
    isLineStart = false;
    offset += token.length;
  }
}
