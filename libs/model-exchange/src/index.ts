export type { Loss, Place } from './loss';
export {
  PRISMA_SCHEMA_BYTES,
  PrismaProviderError,
  PrismaSyntaxError,
  PrismaTooLargeError,
} from './prisma/errors';
export { PRISMA_MODEL_NAME, readPrisma, type ReadModel } from './prisma/read-prisma';
export { writePrisma } from './prisma/write-prisma';
