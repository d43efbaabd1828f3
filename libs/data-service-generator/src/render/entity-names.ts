import { propertyName, routeName, tableConstant, tableName } from '../model/derived-names';
import { camelCase, kebabCase, snakeCase, spaced } from '../model/names';
import type { EntityModel, FieldModel } from '../model/service-model';

/** The names of one entity as they stand in its files. */
export interface EntityNames {
  /** `OrderItem` */
  one: string;
  /** `OrderItems` */
  many: string;
  /** `orderItems`: the collection as a variable */
  variable: string;
  /** `order-item`: file names */
  file: string;
  /** `order-items`: folder, route, file names */
  route: string;
  /** `order_items` */
  table: string;
  /** `orderItemsTable` */
  constant: string;
  /** `order item`: in sentences */
  words: string;
}

export function entityNames(entity: EntityModel): EntityNames {
  return {
    one: entity.name,
    many: entity.pluralName,
    variable: camelCase(entity.pluralName),
    file: kebabCase(entity.name),
    route: routeName(entity),
    table: tableName(entity),
    constant: tableConstant(entity),
    words: spaced(entity.name),
  };
}

/** The constant that lists the options of an enum: `ORDER_STATUS`. */
export const optionsConstant = (entity: EntityModel, field: FieldModel) =>
  `${snakeCase(entity.name)}_${snakeCase(propertyName(field))}`.toUpperCase();

/** `a customer`, `an order`: in sentences. */
export const withArticle = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
