import { type EntityModel, plural } from '@amplication/service-model';
import { DEVICE_NAMES } from './own-names';
import { type Name, Scope } from './scope';
import { className, constantCase, kebabCase, spaced, variableName } from './spelling';

/** The names of one entity as they stand in its files. */
export interface EntityNames {
  /** `order item`: in sentences. */
  words: string;
  /** `OrderItems`: a heading. */
  title: string;
  /** `order-items`: the folder below `src`, and how its files begin. */
  folder: Name;
  /** `order-items`: the last part of the route. */
  route: Name;
  /** `order-item`: how files of its DTOs are called. */
  file: Name;
  /** `orderItemsColumns` and `orderItemsPlace`: what the table is made of. */
  columns: Name;
  place: Name;
  /** `OrderItemRow`, and `NewOrderItem`: what is inserted. */
  row: Name;
  newRow: Name;
  /** `OrderItemDto` */
  dto: Name;
  createDto: Name;
  updateDto: Name;
  /** `OrderItemKey`: what names one row. */
  key: Name;
  pageDto: Name;
  /** `OrderItemFilters`: what a list can be filtered by. */
  filters: Name;
  /** `orderItemsList`: what can be asked of a list. */
  list: Name;
  /** `orderItemsPermissions`: who may do what. */
  permissions: Name;
  /** `orderItemsScope`: the columns that say whose a row is. */
  scope: Name;
  controller: Name;
  controllerBase: Name;
  service: Name;
  serviceBase: Name;
  repository: Name;
  module: Name;
  /** `ORDER_ITEMS_ROUTE`: the same as a constant of the code. */
  routeConstant: Name;
  /** `orderItemsNested`: controllers of routes besides those of the team's. */
  nested: Name;
  /** `OrderItemRelated`: rows that belong to one, and how they are read. */
  related: Name;
  relate: Name;
  /** `orderItemsTable` */
  table: Name;
  /** `orderItemsSeed`: what made-up rows are made by. */
  seed: Name;
  /** `toOrderItemDto` */
  toDto: Name;
  /** `toOrderItemPageDto` */
  toPageDto: Name;
  /** `orderItemTag`: the ETag of a row. */
  tag: Name;
}

/** Where the names of entities must differ from each other and from those of the templates. */
export interface ServiceScopes {
  code: Scope;
  folders: Scope;
  routes: Scope;
}

/** Takes the names of an entity. Those that other entities are likely to want, such as `OrderPageDto`, come last. */
export function takeEntityNames(entity: EntityModel, { code, folders, routes }: ServiceScopes): EntityNames {
  const one = className(entity.name);
  const manyName = entity.pluralName ?? plural(entity.name);
  const many = className(manyName);
  const take = (name: string) => code.take(name);
  return {
    words: spaced(entity.name),
    title: many,
    folder: folders.take(kebabCase(manyName), '-'),
    route: routes.take(kebabCase(manyName), '-'),
    file: new Scope(DEVICE_NAMES).take(kebabCase(entity.name), '-'),
    columns: take(`${variableName(manyName)}Columns`),
    place: take(`${variableName(manyName)}Place`),
    row: take(`${one}Row`),
    newRow: take(`New${one}Row`),
    dto: take(`${one}Dto`),
    createDto: take(`Create${one}Dto`),
    updateDto: take(`Update${one}Dto`),
    key: take(`${one}Key`),
    filters: take(`${one}Filters`),
    list: take(`${variableName(manyName)}List`),
    scope: take(`${variableName(manyName)}Scope`),
    permissions: take(`${variableName(manyName)}Permissions`),
    controller: take(`${many}Controller`),
    controllerBase: take(`${many}ControllerBase`),
    service: take(`${many}Service`),
    serviceBase: take(`${many}ServiceBase`),
    repository: take(`${many}Repository`),
    module: take(`${many}Module`),
    table: take(`${variableName(manyName)}Table`),
    seed: take(`${variableName(manyName)}Seed`),
    toDto: take(`to${one}Dto`),
    toPageDto: take(`to${one}PageDto`),
    tag: take(`${variableName(entity.name)}Tag`),
    routeConstant: take(`${constantCase(manyName)}_ROUTE`),
    nested: take(`${variableName(manyName)}Nested`),
    related: take(`${one}Related`),
    relate: take(`relate${many}`),
    pageDto: take(`${one}PageDto`),
  };
}
