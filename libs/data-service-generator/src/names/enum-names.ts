import type { EnumModel } from '@amplication/service-model';
import type { Name, Scope } from './scope';
import { className, constantCase, kebabCase, variableName } from './spelling';

/** The names of one enum as they stand in code. */
export interface EnumNames {
  /** `order-status`: its file in `src/enums`. */
  file: Name;
  /** `OrderStatusValue` */
  type: Name;
  /** `ORDER_STATUS_VALUES` */
  values: Name;
  /** `ORDER_STATUS_STORED`: what PostgreSQL keeps for each. */
  stored: Name;
  /** `orderStatusEnum`: its type for Drizzle. */
  pgEnum: Name;
}

export function takeEnumNames({ name }: EnumModel, code: Scope, files: Scope): EnumNames {
  return {
    file: files.take(kebabCase(name), '-'),
    type: code.take(`${className(name)}Value`),
    values: code.take(`${constantCase(name)}_VALUES`),
    stored: code.take(`${constantCase(name)}_STORED`),
    pgEnum: code.take(`${variableName(name)}Enum`),
  };
}
