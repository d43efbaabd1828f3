import type { Place } from './loss';

/** The most that a text may weigh from which a model is read, in bytes of UTF-8. */
export const MODEL_TEXT_BYTES = 10 * 1024 * 1024;

/** A text from elsewhere of which no model can be made: a person has to change it. */
export abstract class ModelTextError extends Error {
  /** Where it stands, both counted from 1; null for the whole. */
  readonly line: number | null;
  readonly column: number | null;

  protected constructor(place: Place | null, sentence: string, options?: ErrorOptions) {
    super(place ? `Line ${place.line}, column ${place.column}: ${sentence}` : sentence, options);
    this.line = place?.line ?? null;
    this.column = place?.column ?? null;
  }
}

/** A text is not written in its language. */
export class ModelSyntaxError extends ModelTextError {
  /** `expected` is a sentence about what should stand there. */
  constructor(place: Place | null, expected: string, options?: ErrorOptions) {
    super(place, expected, options);
    this.name = 'ModelSyntaxError';
  }
}

/** A text holds more than any model may. */
export class ModelTooLargeError extends ModelTextError {
  /** `limit` and `found` are in words: `at most 500 tables`. */
  constructor(limit: string, found: string) {
    super(null, `Expected ${limit}, and found ${found}.`);
    this.name = 'ModelTooLargeError';
  }
}

/** One thing that keeps a text from being a model. */
export interface TextProblem extends Place {
  /** The file that it stands in, where a model is read from several; else null. */
  file: string | null;
  /** What it is about: `Order.fields.total`; '' is the whole. */
  subject: string;
  /** The end of a sentence: `must be a whole number`. */
  message: string;
}

/** How many problems an error lists at most; a text with more is not mended by reading further. */
const LISTED_PROBLEMS = 50;

/** A text is written in its language and says what is no model: with all that is wrong, as far as it helps. */
export class ModelRefusedError extends ModelTextError {
  readonly problems: readonly TextProblem[];

  /** Takes at least one problem. */
  constructor(problems: readonly TextProblem[]) {
    const inOrder = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
    const [first, ...others] = inOrder;
    const more = others.length > 0 ? ` And ${others.length} more.` : '';
    super(first ?? null, `${first ? sentenceOf(first) : 'It is no model.'}${more}`);
    this.name = 'ModelRefusedError';
    this.problems = inOrder.slice(0, LISTED_PROBLEMS);
  }
}

/** A problem as a sentence, without its place. */
export function sentenceOf({ file, subject, message }: TextProblem): string {
  const where = [file, subject].filter((part) => part !== null && part !== '').join(': ');
  return `${where === '' ? message : `${where}: ${message}`}.`;
}
