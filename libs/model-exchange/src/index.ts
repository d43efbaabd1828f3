export type { Loss, Place } from './loss';
export { PrismaProviderError, PrismaSyntaxError, PrismaTooLargeError } from './prisma/errors';
export type { ReadModel } from './read-model';
export { detectFormat, MODEL_FORMATS, type ModelFormat } from './detect-format';
export {
  MODEL_TEXT_BYTES,
  ModelRefusedError,
  ModelSyntaxError,
  ModelTextError,
  ModelTooLargeError,
  sentenceOf,
  type TextProblem,
} from './errors';
export {
  EXPORT_FORMATS,
  type ExportFormat,
  exportModel,
  type ImportedModel,
  importModel,
  type ImportOptions,
} from './exchange';
export { readJson } from './json/read-json';
export { writeJson } from './json/write-json';
export { readModelFiles } from './text/read/model-files';
export { readYaml } from './text/read/read-yaml';
export { textSchema } from './text/text-schema';
export { type ModelFile, writeModelFiles } from './text/write/model-files';
export { updateYaml } from './text/update/update-yaml';
export type { WriteOptions } from './text/write/tree-of-model';
export { writeYaml } from './text/write/write-yaml';
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
