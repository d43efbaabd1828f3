import { camelCase, kebabCase, snakeCase } from './names';
import type { EntityModel, FieldModel } from './service-model';

/** The property of the generated classes: a relation holds the id of its row, so `customer` gives `customerId`. */
export const propertyName = (field: FieldModel) =>
  field.type === 'relation' ? `${field.name}Id` : field.name;

/** The column in PostgreSQL. */
export const columnName = (field: FieldModel) => snakeCase(propertyName(field));

/** The table in PostgreSQL. */
export const tableName = (entity: EntityModel) => snakeCase(entity.pluralName);

/** The folder below `src` and the last part of the route. */
export const routeName = (entity: EntityModel) => kebabCase(entity.pluralName);

/** The constant that describes the table to Drizzle. */
export const tableConstant = (entity: EntityModel) => `${camelCase(entity.pluralName)}Table`;

/** The names of everything that the files of one entity export as a class or a type. */
export function classNames({ name, pluralName }: EntityModel): string[] {
  return [
    name,
    `${name}Dto`,
    `Create${name}Dto`,
    `Update${name}Dto`,
    `${name}PageDto`,
    `List${pluralName}Query`,
    `${pluralName}Controller`,
    `${pluralName}Service`,
    `${pluralName}Repository`,
    `${pluralName}Module`,
  ];
}
