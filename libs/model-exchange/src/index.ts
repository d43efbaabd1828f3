export type { Loss, Place } from './loss';
export {
  PRISMA_SCHEMA_BYTES,
  PrismaProviderError,
  PrismaSyntaxError,
  PrismaTooLargeError,
} from './prisma/errors';
export type { ReadModel } from './read-model';
export { MODEL_TEXT_BYTES, ModelSyntaxError, ModelTextError, ModelTooLargeError } from './errors';
export { PRISMA_MODEL_NAME, readPrisma } from './prisma/read-prisma';
export { writePrisma } from './prisma/write-prisma';
export { readSql } from './sql/read-sql';
export { type ReadDdl, readDdl } from './sql/read-ddl';
export type { LostPart } from './postgres/reading/reading';
export { DATABASE_MODEL_NAME, modelOf } from './postgres/model-of';
export { readPostgres } from './postgres/read-postgres';
export { writeModelSql } from './postgres/write-model-sql';
