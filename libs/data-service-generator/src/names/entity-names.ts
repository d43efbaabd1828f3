import { type EntityModel, plural } from '@amplication/service-model';
import { DEVICE_NAMES } from './own-names';
import { type Name, Scope } from './scope';
import { className, kebabCase, spaced, variableName } from './spelling';

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
  /** `OrderItemRow` */
  row: Name;
  /** `OrderItemDto` */
  dto: Name;
  createDto: Name;
  updateDto: Name;
  /** `OrderItemKey`: what names one row. */
  key: Name;
  pageDto: Name;
  /** `ListOrderItemsQuery` */
  query: Name;
  controller: Name;
  service: Name;
  repository: Name;
  module: Name;
  linksController: Name;
  links: Name;
  /** `orderItemsTable` */
  table: Name;
  /** `toOrderItemDto` */
  toDto: Name;
  /** `sampleOrderItem` */
  sample: Name;
  /** `orderItemsInMemory` */
  inMemory: Name;
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
    row: take(`${one}Row`),
    dto: take(`${one}Dto`),
    createDto: take(`Create${one}Dto`),
    updateDto: take(`Update${one}Dto`),
    key: take(`${one}Key`),
    query: take(`List${many}Query`),
    controller: take(`${many}Controller`),
    service: take(`${many}Service`),
    repository: take(`${many}Repository`),
    module: take(`${many}Module`),
    table: take(`${variableName(manyName)}Table`),
    toDto: take(`to${one}Dto`),
    sample: take(`sample${one}`),
    inMemory: take(`${variableName(manyName)}InMemory`),
    pageDto: take(`${one}PageDto`),
    linksController: take(`${many}LinksController`),
    links: take(`${many}LinksRepository`),
  };
}
