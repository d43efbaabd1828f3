import { type ServiceModel, keepIds } from '@amplication/service-model';
import {
  checkSize,
  ModelSyntaxError,
  readJson,
  type ReadModel,
  readYaml,
  writeJson,
  writeYaml,
} from '@amplication/model-text';
import { ontoCurrent } from './onto-current';
import { detectFormat, MODEL_FORMATS, type ModelFormat } from './detect-format';
import { readPostgres } from './postgres/read-postgres';
import { writeModelSql } from './postgres/write-model-sql';
import { readPrisma } from './prisma/read-prisma';
import { writePrisma } from './prisma/write-prisma';
import { readSql } from './sql/read-sql';

export interface ImportOptions {
  /** What the text is; without it, that is found out. */
  format?: ModelFormat;
  /** Helps to find out what the text is. */
  fileName?: string;
  /** The model that the imported one is to replace: what means the same thing keeps its id. */
  current?: ServiceModel;
}

/** A model that was imported, and the format that it came in. */
export interface ImportedModel extends ReadModel {
  format: ModelFormat;
}

/**
 * Reads a model of any format. Nothing of the text is executed.
 * @throws ModelTextError for a text of which no model can be made, with the place and what was expected
 */
export async function importModel(text: string, options: ImportOptions = {}): Promise<ImportedModel> {
  checkSize(text);
  const format = options.format ?? detectFormat(text, options.fileName);
  if (format === null)
    throw new ModelSyntaxError(
      { line: 1, column: 1 },
      `Expected a model in one of ${MODEL_FORMATS.join(', ')}, and found nothing that looks like one.`,
    );
  const { current } = options;
  // The text form says itself what was renamed; whatever else is imported is told by names and tables.
  if (format === 'yaml') return { format, ...readYaml(text, current ?? null) };
  const read = await READERS[format](text);
  if (!current) return { format, ...read };
  if (format === 'json') return { format, ...read, model: keepIds(current, read.model) };
  return { format, ...(await ontoCurrent(current, read, SAYS[format])) };
}

/** Writes a model in a format; there is no writing to a database that lives. */
export const exportModel = (model: ServiceModel, format: ExportFormat): string => WRITERS[format](model);

export const EXPORT_FORMATS = ['prisma', 'sql', 'json', 'yaml'] as const satisfies readonly ModelFormat[];
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const READERS: Record<Exclude<ModelFormat, 'yaml'>, (text: string) => ReadModel | Promise<ReadModel>> = {
  prisma: readPrisma,
  sql: readSql,
  postgres: readPostgres,
  json: readJson,
};

/** How a model is read as a format says it; an answer of the catalogue says what SQL says. */
const SAYS: Record<'prisma' | 'sql' | 'postgres', (model: ServiceModel) => ReadModel | Promise<ReadModel>> = {
  prisma: (model) => readPrisma(writePrisma(model)),
  sql: (model) => readSql(writeModelSql(model)),
  postgres: (model) => readSql(writeModelSql(model)),
};

const WRITERS: Record<ExportFormat, (model: ServiceModel) => string> = {
  prisma: writePrisma,
  sql: writeModelSql,
  json: writeJson,
  yaml: (model) => writeYaml(model),
};
