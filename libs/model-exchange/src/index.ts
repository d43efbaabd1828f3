export type { Loss, Place } from './loss';
export { PrismaProviderError, PrismaSyntaxError, PrismaTooLargeError } from './prisma/errors';
export type { ReadModel } from './read-model';
export { MODEL_TEXT_BYTES, ModelSyntaxError, ModelTextError, ModelTooLargeError } from './errors';
export { PRISMA_MODEL_NAME, readPrisma } from './prisma/read-prisma';
export { writePrisma } from './prisma/write-prisma';
