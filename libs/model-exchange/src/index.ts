export { PrismaProviderError, PrismaSyntaxError, PrismaTooLargeError } from './prisma/errors';
export { detectFormat, MODEL_FORMATS, type ModelFormat } from './detect-format';
export {
  EXPORT_FORMATS,
  type ExportFormat,
  exportModel,
  type ImportedModel,
  importModel,
  type ImportOptions,
} from './exchange';
export { PRISMA_MODEL_NAME, readPrisma } from './prisma/read-prisma';
export { writePrisma } from './prisma/write-prisma';
export { readSql } from './sql/read-sql';
export { type ReadDdl, readDdl } from './sql/read-ddl';
export type { LostPart } from './postgres/reading/reading';
export { DATABASE_MODEL_NAME, modelOf } from './postgres/model-of';
export { readPostgres } from './postgres/read-postgres';
export { writeModelSql } from './postgres/write-model-sql';
export type { Inventory, PartKind, TextPart } from './inventory';
export { prismaInventory } from './prisma/prisma-inventory';
export { sqlInventory } from './sql/sql-inventory';
