import type {
  EntityModel,
  EnumModel,
  EnumValueModel,
  FieldModel,
  RelationModel,
  ServiceModel,
} from '../schema/service-model';
import { fitName } from './fit-name';
import { freeColumn } from './kept-by-postgres';
import { plural, snakeCase } from './words';

/** The schema of PostgreSQL that is meant where a model names none. */
export const DEFAULT_SCHEMA = 'public';

/** Where something stands in PostgreSQL. */
export interface PhysicalPlace {
  schema: string;
  name: string;
}

/** `unitPrice` gives `unit_price`; a name without a word, such as `_`, stays as it is. */
const physical = (name: string): string => fitName(snakeCase(name) || name);

/** `OrderItem` is `public.order_items` unless it says otherwise. */
export const tableOf = ({ table, schema, pluralName, name }: EntityModel): PhysicalPlace => ({
  schema: schema ?? DEFAULT_SCHEMA,
  name: table ?? physical(pluralName ?? plural(name)),
});

/** `unitPrice` is `unit_price` unless it says otherwise, and `xmin`, which PostgreSQL has itself, is `xmin_`. */
export const columnOf = ({ column, name }: FieldModel): string => column ?? freeColumn(physical(name));

/** `OrderStatus` is the type `public.order_status` unless it says otherwise. */
export const typeOf = ({ typeName, schema, name }: EnumModel): PhysicalPlace => ({
  schema: schema ?? DEFAULT_SCHEMA,
  name: typeName ?? physical(name),
});

/** What PostgreSQL keeps for a value of an enum. */
export const storedOf = ({ stored, name }: EnumValueModel): string => stored ?? name;

/** A column that holds a part of a relation's key, and the field of the other entity that it holds. */
export interface RelationColumn {
  name: string;
  references: FieldModel;
  /** The field of this entity that is this column; null where the column is made for the relation. */
  field: FieldModel | null;
}

/**
 * The columns behind a relation that is no many-to-many, in the order of the key that they hold. Parts that a model
 * names and does not have are left out: `findProblems` says so.
 */
export function relationColumns(
  model: ServiceModel,
  entity: EntityModel,
  relation: RelationModel,
): RelationColumn[] {
  const target = model.entities.find(({ id }) => id === relation.entityId);
  const referenced = relation.references.length > 0 ? relation.references : (target?.key?.fields ?? []);
  return referenced.flatMap((id, index) => {
    const references = target?.fields.find((field) => field.id === id);
    if (!references) return [];
    const fieldId = relation.fields[index];
    const field = entity.fields.find((candidate) => candidate.id === fieldId) ?? null;
    const made = relation.column ?? fitName(`${physical(relation.name)}_${columnOf(references)}`);
    return [{ name: field ? columnOf(field) : made, references, field }];
  });
}

/** The table behind a many-to-many relation. */
export interface JoinTablePlace extends PhysicalPlace {
  ownColumn: string;
  targetColumn: string;
}

/** `Post.tags` is `public.post_tags (post_id, tag_id)` unless it says otherwise; the two columns differ. */
export function joinTableOf(
  entity: EntityModel,
  relation: RelationModel,
  target: EntityModel,
): JoinTablePlace {
  const { joinTable } = relation;
  const ownColumn = joinTable?.ownColumn ?? fitName(physical(entity.name), '_id');
  const [other, byRelation] = [target.name, relation.name].map((name) => fitName(physical(name), '_id'));
  return {
    schema: joinTable?.schema ?? entity.schema ?? DEFAULT_SCHEMA,
    name: joinTable?.table ?? fitName(`${physical(entity.name)}_${physical(relation.name)}`),
    ownColumn,
    targetColumn:
      joinTable?.targetColumn ??
      [other, byRelation].find((name) => name !== undefined && name !== ownColumn) ??
      fitName(`other_${physical(target.name)}`, '_id'),
  };
}
