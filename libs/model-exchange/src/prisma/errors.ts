import { ModelSyntaxError, ModelTextError, ModelTooLargeError, type Place } from '@amplication/model-text';

/** A text is no schema of Prisma, or one that Prisma refuses. */
export class PrismaSyntaxError extends ModelSyntaxError {
  declare readonly line: number;
  declare readonly column: number;

  /** `expected` is a sentence about what should stand there. */
  constructor(place: Place, expected: string) {
    super(place, expected);
    this.name = 'PrismaSyntaxError';
  }
}

/** A schema of Prisma for something that is no PostgreSQL. */
export class PrismaProviderError extends ModelTextError {
  declare readonly line: number;
  declare readonly column: number;

  constructor(
    place: Place,
    readonly provider: string,
  ) {
    super(place, `expected the provider postgresql or cockroachdb, and found ${provider}.`);
    this.name = 'PrismaProviderError';
  }
}

/** A schema of Prisma is larger than any model may be. */
export class PrismaTooLargeError extends ModelTooLargeError {
  /** `limit` and `found` are in words: `at most 500 models`. */
  constructor(limit: string, found: string) {
    super(`a schema of ${limit}`, found);
    this.name = 'PrismaTooLargeError';
  }
}
