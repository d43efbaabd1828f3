import {
  columnOf,
  type EntityModel,
  type IndexModel,
  joinTableOf,
  type JoinTablePlace,
  type PhysicalPlace,
  relationColumns,
  type RelationModel,
  type ServiceModel,
  tableOf,
  typeOf,
} from '@amplication/service-model';
import { fieldCheck } from './field-checks';
import { ModelParts } from './model-parts';
import { constraintsOf, NameSpaces, relationsOf } from './name-spaces';
import { needsUnique, uniqueFields } from './unique-columns';

/** What the constraints, indexes and sequences behind one entity are called, by the id of what they come from. */
export interface EntityNames {
  /** The primary key, or the constraint or index that stands for it. */
  key: string | null;
  /** Of fields that are unique by themselves. */
  fieldUniques: Map<string, string>;
  /** Of fields with lengths, bounds or values that the database holds. */
  fieldChecks: Map<string, string>;
  /** Of fields that count by a sequence. */
  sequences: Map<string, string>;
  uniques: Map<string, string>;
  indexes: Map<string, string>;
  checks: Map<string, string>;
  /** Of relations that PostgreSQL holds by a foreign key on this table. */
  foreignKeys: Map<string, string>;
  /** Of one-to-one relations whose columns nothing else keeps unique. */
  relationUniques: Map<string, string>;
  /** Of many-to-many relations. */
  joinTables: Map<string, JoinTableNames>;
}

export interface JoinTableNames {
  key: string;
  ownForeignKey: string;
  targetForeignKey: string;
  index: string;
}

/** The names of a valid model, by the id of the entity: those that it gives, and for the rest those of PostgreSQL. */
export function derivedNames(model: ServiceModel): Map<string, EntityNames> {
  const parts = new ModelParts(model);
  const spaces = new NameSpaces();
  takeGivenNames(parts, spaces);
  return new Map(model.entities.map((entity) => [entity.id, entityNames(parts, entity, spaces)]));
}

/** Many-to-many relations of an entity, with the tables behind them. */
export const joinTablesOf = (parts: ModelParts, entity: EntityModel) =>
  entity.relations
    .filter(({ kind }) => kind === 'many-to-many')
    .map((relation): { relation: RelationModel; place: JoinTablePlace } => ({
      relation,
      place: joinTableOf(entity, relation, parts.targetOf(relation)),
    }));

function takeGivenNames(parts: ModelParts, spaces: NameSpaces): void {
  const { enums, entities } = parts.model;
  const takePlace = ({ schema, name }: PhysicalPlace) => spaces.take(relationsOf(schema), name);
  for (const one of enums) if (one.native) takePlace(typeOf(one));
  for (const entity of entities) {
    const table = tableOf(entity);
    takePlace(table);
    const relations = relationsOf(table.schema);
    const constraints = constraintsOf(table);
    for (const { constraint } of [...(entity.key ? [entity.key] : []), ...entity.uniques]) {
      spaces.take(relations, constraint);
      spaces.take(constraints, constraint);
    }
    for (const { name } of entity.indexes) spaces.take(relations, name);
    for (const { constraint } of [...entity.checks, ...entity.relations])
      spaces.take(constraints, constraint);
    for (const { default: value } of entity.fields)
      if (value?.kind === 'sequence') spaces.take(relations, value.sequence);
    for (const { relation, place } of joinTablesOf(parts, entity)) {
      takePlace(place);
      for (const name of [relation.joinTable?.keyConstraint, relation.joinTable?.index])
        spaces.take(relationsOf(place.schema), name ?? null);
      for (const name of ['keyConstraint', 'ownConstraint', 'targetConstraint'] as const)
        spaces.take(constraintsOf(place), relation.joinTable?.[name] ?? null);
    }
  }
}

function entityNames(parts: ModelParts, entity: EntityModel, spaces: NameSpaces): EntityNames {
  const { model } = parts;
  const table = tableOf(entity);
  const asRelation = [relationsOf(table.schema)];
  const asConstraint = [constraintsOf(table)];
  const asBoth = [...asRelation, ...asConstraint];
  const stem = (columns: string[]) => [table.name, ...columns].join('_');
  const columns = (ids: string[]) => ids.flatMap((id) => parts.columnsOf(entity, id));
  const relationStem = (relation: RelationModel) =>
    stem(relationColumns(model, entity, relation).map(({ name }) => name));
  const named = <T extends { id: string }>(things: T[], name: (thing: T) => string) =>
    new Map(things.map((thing) => [thing.id, name(thing)]));
  const spacesOf = (kind: string) => (kind.endsWith('index') ? asRelation : asBoth);
  const { key } = entity;
  const keyName = (isPrimary: boolean, fields: string[], kind: string) =>
    isPrimary
      ? spaces.derive(asBoth, table.name, 'pkey')
      : spaces.derive(spacesOf(kind), stem(columns(fields)), 'key');
  return {
    key: key && (key.constraint ?? keyName(key.kind === 'primary key', key.fields, key.kind)),
    fieldUniques: named(uniqueFields(entity), (field) =>
      spaces.derive(asBoth, stem([columnOf(field)]), 'key'),
    ),
    fieldChecks: named(
      entity.fields.filter((field) => fieldCheck(parts, field) !== null),
      (field) => spaces.derive(asConstraint, stem([columnOf(field)]), 'check'),
    ),
    sequences: new Map(
      entity.fields.flatMap((field) =>
        field.default?.kind === 'sequence'
          ? [
              [
                field.id,
                field.default.sequence ?? spaces.derive(asRelation, stem([columnOf(field)]), 'seq'),
              ] as const,
            ]
          : [],
      ),
    ),
    uniques: named(
      entity.uniques,
      ({ constraint, kind, fields }) =>
        constraint ?? spaces.derive(spacesOf(kind), stem(columns(fields)), 'key'),
    ),
    indexes: named(
      entity.indexes,
      (index) => index.name ?? spaces.derive(asRelation, stem(indexColumns(parts, entity, index)), 'idx'),
    ),
    checks: named(
      entity.checks,
      ({ constraint }) => constraint ?? spaces.derive(asConstraint, table.name, 'check'),
    ),
    foreignKeys: named(
      entity.relations.filter(({ kind, enforced }) => kind !== 'many-to-many' && enforced),
      (relation) => relation.constraint ?? spaces.derive(asConstraint, relationStem(relation), 'fkey'),
    ),
    relationUniques: named(
      entity.relations.filter((relation) => needsUnique(entity, relation)),
      (relation) => spaces.derive(asBoth, relationStem(relation), 'key'),
    ),
    joinTables: new Map(
      joinTablesOf(parts, entity).map(({ relation, place }) => [
        relation.id,
        joinTableNames(relation.joinTable, place, spaces),
      ]),
    ),
  };
}

function indexColumns(model: ModelParts, entity: EntityModel, { parts }: IndexModel): string[] {
  return parts.flatMap(({ fieldId, expression }) =>
    fieldId === null
      ? [/^([a-z_][a-z0-9_]*)\(.*\)$/s.exec(expression ?? '')?.[1] ?? 'expr']
      : model.columnsOf(entity, fieldId),
  );
}

function joinTableNames(
  given: RelationModel['joinTable'],
  place: JoinTablePlace,
  spaces: NameSpaces,
): JoinTableNames {
  const { schema, name, ownColumn, targetColumn } = place;
  const asRelation = [relationsOf(schema)];
  const asConstraint = [constraintsOf(place)];
  const key = () =>
    given?.key === 'unique index'
      ? spaces.derive(asRelation, `${name}_${ownColumn}_${targetColumn}`, 'key')
      : spaces.derive([...asRelation, ...asConstraint], name, 'pkey');
  return {
    key: given?.keyConstraint ?? key(),
    ownForeignKey: given?.ownConstraint ?? spaces.derive(asConstraint, `${name}_${ownColumn}`, 'fkey'),
    targetForeignKey:
      given?.targetConstraint ?? spaces.derive(asConstraint, `${name}_${targetColumn}`, 'fkey'),
    index: given?.index ?? spaces.derive(asRelation, `${name}_${targetColumn}`, 'idx'),
  };
}
