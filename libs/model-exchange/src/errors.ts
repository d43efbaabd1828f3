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
