import { freeColumn, isSystemColumn, isSystemSchema } from '../names/kept-by-postgres';
import type { Problems } from '../problems';
import type { ServiceModel } from '../schema/service-model';
import { entitiesOf, fieldsOf, placed, relationsOf } from './places';

/** No name that a model gives is one that PostgreSQL keeps for itself: its migration could not run. */
export function checkKeptNames(model: ServiceModel, problems: Problems): void {
  const column = (path: string, name: string | null | undefined) => {
    if (name != null && isSystemColumn(name))
      problems.add(
        path,
        `is a column that PostgreSQL keeps for itself in every table: take another name, such as ${freeColumn(name)}`,
      );
  };
  const schema = (path: string, name: string | null | undefined) => {
    if (name != null && isSystemSchema(name))
      problems.add(path, 'is a schema that PostgreSQL keeps for itself: take one of another name');
  };
  for (const { path, value } of placed(model.enums, 'enums')) schema(`${path}.schema`, value.schema);
  for (const entity of entitiesOf(model)) {
    schema(`${entity.path}.schema`, entity.value.schema);
    for (const { path, value } of fieldsOf(entity)) column(`${path}.column`, value.column);
    for (const { path, value } of relationsOf(entity)) {
      column(`${path}.column`, value.column);
      schema(`${path}.joinTable.schema`, value.joinTable?.schema);
      column(`${path}.joinTable.ownColumn`, value.joinTable?.ownColumn);
      column(`${path}.joinTable.targetColumn`, value.joinTable?.targetColumn);
    }
  }
}
