import { parseServiceModel } from '@amplication/service-model';
import { proofRuns } from '@amplication/testing';
import fc from 'fast-check';
import { PrismaProviderError, PrismaSyntaxError } from './errors';
import { readPrisma } from './read-prisma';
import { statementsOf } from './testing/prisma-engine.fixture';
import { randomSchema } from './testing/random-schema.fixture';
import { FULL_SCHEMA } from './testing/schemas.fixture';
import { writePrisma } from './write-prisma';

describe('any schema that a model can say', () => {
  it('is the same model again after it was written, and makes the same tables in Prisma', async () => {
    await fc.assert(
      fc.asyncProperty(randomSchema, async (schema) => {
        const { model, losses } = await readPrisma(schema);
        expect(losses).toEqual([]);
        expect(parseServiceModel(model)).toEqual(model);
        const written = writePrisma(model);
        expect((await readPrisma(written)).model).toEqual(model);
        expect(await statementsOf(written)).toEqual(await statementsOf(schema));
      }),
      { numRuns: proofRuns({ sample: 150, whole: 5_000 }) },
    );
  });
});

describe('any text', () => {
  it('is a model or a typed refusal with a place in the text', async () => {
    const piece = fc.constantFrom(
      '"',
      '{',
      '}',
      '@',
      '@@',
      '///',
      '\n',
      '[',
      ']',
      '(',
      ')',
      'model',
      'é',
      '0',
      '\\',
      ',',
    );
    const change = fc.tuple(fc.nat(FULL_SCHEMA.length), fc.nat(5), piece);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(change, async ([at, length, text]) => {
        const schema = FULL_SCHEMA.slice(0, at) + text + FULL_SCHEMA.slice(at + length);
        try {
          await readPrisma(schema);
        } catch (error) {
          refused += 1;
          if (!(error instanceof PrismaSyntaxError || error instanceof PrismaProviderError)) throw error;
          const line = schema.split('\n')[error.line - 1];
          expect(line).toBeDefined();
          expect(error.column).toBeLessThanOrEqual((line ?? '').length + 1);
        }
      }),
      { numRuns: proofRuns({ sample: 300, whole: 5_000 }) },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
