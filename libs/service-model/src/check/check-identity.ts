import {
  columnOf,
  joinTableOf,
  relationColumns,
  storedOf,
  tableOf,
  typeOf,
  type PhysicalPlace,
} from '../names/physical-names';
import { words } from '../names/words';
import type { Problems } from '../problems';
import type { EntityModel, ServiceModel } from '../schema/service-model';
import { entitiesOf, fieldsOf, placed, type Placed, relationsOf } from './places';

interface Named {
  path: string;
  key: string;
  /** As the sentence about the next one calls it. */
  label: string;
}

/** Nothing is there twice: ids, names, and what they are called in PostgreSQL. */
export function checkIdentity(model: ServiceModel, problems: Problems): void {
  const { roles, enums } = model;
  for (const [path, things] of [
    ['roles', roles],
    ['enums', enums],
    ['entities', model.entities],
  ] as const) {
    checkIds(path, things, problems);
    problems.duplicates(
      placed(things, path).map(({ path: at, value }) =>
        named(`${at}.name`, words(value.name).join(' '), value.name),
      ),
      ({ label }, earlier) =>
        label === earlier.label
          ? `is the name of another one: ${label}`
          : `differs from ${earlier.label} only in how it is written`,
    );
  }
  for (const { path, value } of placed(enums, 'enums')) {
    checkIds(`${path}.values`, value.values, problems);
    const values = placed(value.values, `${path}.values`);
    const repeated = ({ label }: Named) => `is there twice: ${label}`;
    problems.duplicates(
      values.map(({ path: at, value: one }) => named(`${at}.name`, one.name)),
      repeated,
    );
    problems.duplicates(
      values.map(({ path: at, value: one }) => named(`${at}.stored`, storedOf(one))),
      repeated,
    );
  }
  const inverses = inversesOf(model);
  for (const entity of entitiesOf(model))
    checkEntity(model, entity, inverses.get(entity.value.id) ?? [], problems);
  checkTables(model, problems);
}

/** Names of the other sides of relations, by the entity at which they stand. */
function inversesOf(model: ServiceModel): Map<string, Named[]> {
  const inverses = new Map<string, Named[]>();
  for (const entity of entitiesOf(model))
    for (const { path, value } of relationsOf(entity)) {
      const { entityId, inverse } = value;
      if (inverse.name === null) continue;
      const known = inverses.get(entityId) ?? [];
      inverses.set(entityId, known);
      known.push(named(`${path}.inverse.name`, inverse.name));
    }
  return inverses;
}

function checkEntity(
  model: ServiceModel,
  entity: Placed<EntityModel>,
  inverses: readonly Named[],
  problems: Problems,
): void {
  const { path, value } = entity;
  const members = [...fieldsOf(entity), ...relationsOf(entity)];
  problems.duplicates(
    members.map(({ path: at, value: { id } }) => named(`${at}.id`, id)),
    ({ label }) => `is the id of another field or relation of ${value.name}: ${label}`,
  );
  for (const key of ['uniques', 'indexes', 'checks'] as const)
    checkIds(`${path}.${key}`, value[key], problems);
  problems.duplicates(
    [...members.map(({ path: at, value: { name } }) => named(`${at}.name`, name)), ...inverses],
    ({ label }) => `is the name of another field or relation of ${value.name}: ${label}`,
  );
  const made = relationsOf(entity).flatMap(({ path: at, value: relation }) =>
    relation.kind === 'many-to-many'
      ? []
      : relationColumns(model, value, relation).flatMap(({ name, field }) =>
          field ? [] : [named(`${at}.column`, name)],
        ),
  );
  problems.duplicates(
    [
      ...fieldsOf(entity).map(({ path: at, value: field }) => named(`${at}.column`, columnOf(field))),
      ...made,
    ],
    ({ label }) => `would be the column ${label}, which ${value.name} has already`,
  );
}

/** Tables, join tables and native enums share one space of names in each schema. */
function checkTables(model: ServiceModel, problems: Problems): void {
  const at = (path: string, { schema, name }: PhysicalPlace): Named => named(path, `${schema}.${name}`);
  const tables = entitiesOf(model).map(({ path, value }) => at(`${path}.table`, tableOf(value)));
  const joins = entitiesOf(model).flatMap((entity) =>
    relationsOf(entity).flatMap(({ path, value: relation }) => {
      const target = model.entities.find(({ id }) => id === relation.entityId);
      if (relation.kind !== 'many-to-many' || !target) return [];
      return [at(`${path}.joinTable`, joinTableOf(entity.value, relation, target))];
    }),
  );
  const types = placed(model.enums, 'enums').flatMap(({ path, value }) =>
    value.native ? [at(`${path}.typeName`, typeOf(value))] : [],
  );
  problems.duplicates(
    [...tables, ...joins, ...types],
    ({ label }) => `would be called ${label} in PostgreSQL, as something else is already`,
  );
}

function checkIds(path: string, things: readonly { id: string }[], problems: Problems): void {
  problems.duplicates(
    placed(things, path).map(({ path: at, value: { id } }) => named(`${at}.id`, id)),
    ({ label }) => `is the id of another one: ${label}`,
  );
}

const named = (path: string, key: string, label = key): Named => ({ path, key, label });
