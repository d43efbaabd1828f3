import { schemaOf, writeSql } from '@amplication/postgres-schema';
import type { ServiceModel } from '@amplication/service-model';
import { file, type GeneratedFile } from '../render/generated-file';

const HEADING = `-- The tables of the model, for an empty database. It runs once; what changes afterwards belongs in a file of its own.

`;

/** `migrations/0000_model.sql`: brings an empty database to the tables of the model. */
export const migrationFile = (model: ServiceModel): GeneratedFile =>
  file('migrations/0000_model.sql', HEADING + writeSql(schemaOf(model)));
