export type {
  CheckConstraint,
  CheckTime,
  Column,
  DatabaseSchema,
  EnumType,
  ForeignKey,
  Index,
  IndexPart,
  ReferentialRule,
  Sequence,
  Table,
  UniqueConstraint,
} from './database-schema';
export type { UnreadPart } from './unread-part';
export { derivedNames, type EntityNames, type JoinTableNames } from './of-model/derived-names';
export { fieldCheck } from './of-model/fields/field-checks';
export { literalDefault } from './of-model/fields/literals';
export { MADE_BY_DATABASE, nowOf } from './of-model/fields/made-by-database';
export type { EnumLookup } from './of-model/fields/model-parts';
export { schemaOf } from './of-model/schema-of';
export { withoutBrackets } from './text/brackets';
export { quoteName, quotePlace, quoteText } from './text/quote';
export { canonicalType } from './text/type-names';
export { writeSql, writeStatements } from './write/write-sql';
export { CatalogueError } from './catalogue/catalogue-error';
export { CATALOGUE_QUERY } from './catalogue/catalogue-query';
export { CATALOGUE_BYTES } from './catalogue/pasted-catalogue';
export { readCatalogue } from './catalogue/read-catalogue';
