import type { Place } from '../loss';

/** The most that a Prisma schema may weigh, in bytes of UTF-8. */
export const PRISMA_SCHEMA_BYTES = 10 * 1024 * 1024;

/** A text is no schema of Prisma, or one that Prisma refuses. */
export class PrismaSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  /** `expected` is a sentence about what should stand there. */
  constructor(place: Place, expected: string) {
    super(`Line ${place.line}, column ${place.column}: ${expected}`);
    this.name = 'PrismaSyntaxError';
    this.line = place.line;
    this.column = place.column;
  }
}

/** A schema of Prisma for something that is no PostgreSQL. */
export class PrismaProviderError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(
    place: Place,
    readonly provider: string,
  ) {
    super(
      `Line ${place.line}, column ${place.column}: expected the provider postgresql or cockroachdb, and found ${provider}.`,
    );
    this.name = 'PrismaProviderError';
    this.line = place.line;
    this.column = place.column;
  }
}

/** A schema of Prisma is larger than any model may be. */
export class PrismaTooLargeError extends Error {
  /** `limit` and `found` are in words: `at most 500 models`. */
  constructor(limit: string, found: string) {
    super(`Expected a schema of ${limit}, and found ${found}.`);
    this.name = 'PrismaTooLargeError';
  }
}
