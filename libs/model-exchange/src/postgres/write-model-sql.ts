import { schemaOf, writeSql } from '@amplication/postgres-schema';
import type { ServiceModel } from '@amplication/service-model';

/** A model as SQL that makes its database, in an empty one. */
export function writeModelSql(model: ServiceModel): string {
  const name = model.name.replace(/\s+/g, ' ').trim();
  return `-- ${name}: the database of the service, for PostgreSQL. Run it in an empty database.\n\n${writeSql(schemaOf(model))}`;
}
