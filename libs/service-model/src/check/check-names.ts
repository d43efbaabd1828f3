import { joinTableOf, tableOf } from '../names/physical-names';
import type { Problems } from '../problems';
import type { EntityModel, ServiceModel } from '../schema/service-model';
import { entitiesOf, placed, type Placed, relationsOf } from './places';

interface Name {
  path: string;
  key: string;
}

/**
 * Names that a model gives to constraints and indexes: what a database keeps in one space is there once.
 * Names that it does not give are made so that they differ.
 */
export function checkNames(model: ServiceModel, problems: Problems): void {
  const repeated = (where: string) => (name: Name) => `is the name of something else ${where}: ${name.key}`;
  const bySchema = new Map<string, Name[]>();
  for (const entity of entitiesOf(model)) {
    const { schema, name } = tableOf(entity.value);
    const inSchema = bySchema.get(schema) ?? [];
    bySchema.set(schema, inSchema);
    const relations = relationNames(entity);
    inSchema.push({ path: `${entity.path}.table`, key: name }, ...relations);
    problems.duplicates(constraintNames(entity), repeated(`of ${entity.value.name}`));
  }
  for (const entity of entitiesOf(model)) checkJoinTables(model, entity, problems);
  for (const [schema, names] of bySchema)
    // Equal tables are told of where identity is looked at.
    problems.duplicates(
      [...names.filter(isTable), ...names.filter((name) => !isTable(name))].filter(uniqueTable()),
      repeated(`in the schema ${schema}`),
    );
}

const isTable = ({ path }: Name) => path.endsWith('.table');

function uniqueTable(): (name: Name) => boolean {
  const seen = new Set<string>();
  return (name) => {
    if (!isTable(name)) return true;
    if (seen.has(name.key)) return false;
    seen.add(name.key);
    return true;
  };
}

const given = (path: string, name: string | null): Name[] => (name === null ? [] : [{ path, key: name }]);

/** What has a place in the schema: what is kept by an index, and indexes. Sequences may be shared by fields. */
function relationNames({ path, value }: Placed<EntityModel>): Name[] {
  return [
    ...keyName(path, value),
    ...placed(value.uniques, `${path}.uniques`).flatMap(({ path: at, value: { constraint } }) =>
      given(`${at}.constraint`, constraint),
    ),
    ...placed(value.indexes, `${path}.indexes`).flatMap(({ path: at, value: { name } }) =>
      given(`${at}.name`, name),
    ),
  ];
}

function constraintNames({ path, value }: Placed<EntityModel>): Name[] {
  return [
    ...(value.key?.kind === 'unique index' ? [] : keyName(path, value)),
    ...placed(value.uniques, `${path}.uniques`).flatMap(({ path: at, value: { constraint, kind } }) =>
      kind === 'constraint' ? given(`${at}.constraint`, constraint) : [],
    ),
    ...placed(value.checks, `${path}.checks`).flatMap(({ path: at, value: { constraint } }) =>
      given(`${at}.constraint`, constraint),
    ),
    ...placed(value.relations, `${path}.relations`).flatMap(({ path: at, value: { constraint } }) =>
      given(`${at}.constraint`, constraint),
    ),
  ];
}

const keyName = (path: string, { key }: EntityModel): Name[] =>
  given(`${path}.key.constraint`, key?.constraint ?? null);

function checkJoinTables(model: ServiceModel, entity: Placed<EntityModel>, problems: Problems): void {
  for (const { path, value: relation } of relationsOf(entity)) {
    const target = model.entities.find(({ id }) => id === relation.entityId);
    if (relation.kind !== 'many-to-many' || !target) continue;
    const { ownColumn, targetColumn } = joinTableOf(entity.value, relation, target);
    if (ownColumn === targetColumn)
      problems.add(`${path}.joinTable.targetColumn`, `is the name of the other column too: ${ownColumn}`);
  }
}
