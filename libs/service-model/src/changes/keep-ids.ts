import { columnOf, relationColumns, storedOf, tableOf, typeOf } from '../names/physical-names';
import type { EntityModel, RelationModel, ServiceModel } from '../schema/service-model';
import { matchIds } from './match-ids';
import { NO_NEW_IDS, type RuleKind, withIds } from './with-ids';

/**
 * An imported model under the ids of the current one wherever both mean the same thing: one of the same name, else one
 * of the same table, column, type or stored value. The next build then sees a change, and nothing new.
 */
export function keepIds(current: ServiceModel, imported: ServiceModel): ServiceModel {
  const roles = matchIds(current.roles, imported.roles, [(role) => role.name]);
  const enums = matchIds(current.enums, imported.enums, [(one) => one.name, (one) => place(typeOf(one))]);
  const entities = matchIds(current.entities, imported.entities, [
    (entity) => entity.name,
    (entity) => place(tableOf(entity)),
  ]);
  const values = imported.enums.map((one) => {
    const known = current.enums.find(({ id }) => id === enums.get(one.id))?.values ?? [];
    return [one.id, matchIds(known, one.values, [(value) => value.name, storedOf])] as const;
  });
  const inside = imported.entities.map((entity) => {
    const known = current.entities.find(({ id }) => id === entities.get(entity.id));
    return [entity.id, matchMembers(current, known, imported, entity)] as const;
  });
  const named = {
    ...{ ...NO_NEW_IDS, roles, enums, entities },
    values: new Map(values),
    members: new Map(inside),
  };
  // Rules without a name are told by their fields, so these have their ids first.
  const renamed = withIds(imported, named);
  const rules = renamed.entities.flatMap((entity) => {
    const known = current.entities.find(({ id }) => id === entity.id);
    return known ? [[entity.id, matchRules(known, entity)] as const] : [];
  });
  return withIds(renamed, { ...NO_NEW_IDS, rules: new Map(rules) });
}

const place = ({ schema, name }: { schema: string; name: string }) => `${schema}.${name}`;

interface Member {
  id: string;
  name: string;
  /** What it is in PostgreSQL: a column, or the columns of a relation. */
  stored: string;
}

/** Fields match fields and relations match relations; both share one space of ids. */
function matchMembers(
  current: ServiceModel,
  known: EntityModel | undefined,
  imported: ServiceModel,
  entity: EntityModel,
): Map<string, string> {
  const membersOf = (model: ServiceModel, one: EntityModel): Member[] => [
    ...one.fields.map((field) => ({
      id: field.id,
      name: `field ${field.name}`,
      stored: `column ${columnOf(field)}`,
    })),
    ...one.relations.map((relation) => ({
      ...{ id: relation.id, name: `relation ${relation.name}` },
      stored: `columns ${storedRelation(model, one, relation)}`,
    })),
  ];
  return matchIds(known ? membersOf(current, known) : [], membersOf(imported, entity), [
    ({ name }) => name,
    ({ stored }) => stored,
  ]);
}

function storedRelation(model: ServiceModel, entity: EntityModel, relation: RelationModel): string {
  const columns = relationColumns(model, entity, relation).map(({ name }) => name);
  return relation.kind === 'many-to-many' ? `of ${relation.name}` : columns.join(', ');
}

function matchRules(known: EntityModel, entity: EntityModel) {
  const [before, after] = [signatures(known), signatures(entity)];
  const match = (kind: RuleKind) =>
    matchIds(before[kind], after[kind], [({ name }) => name, ({ facts }) => facts, ({ says }) => says]);
  return { uniques: match('uniques'), indexes: match('indexes'), checks: match('checks') };
}

/** What tells rules of one entity apart: their name in PostgreSQL, else all that they say, else what they are about. */
function signatures({ uniques, indexes, checks }: EntityModel) {
  const facts = (rule: object) => JSON.stringify({ ...rule, id: null });
  return {
    uniques: uniques.map((one) => ({
      ...{ id: one.id, name: one.constraint, facts: facts(one) },
      says: one.fields.join(' '),
    })),
    indexes: indexes.map((one) => ({
      ...{ id: one.id, name: one.name, facts: facts(one) },
      says: one.parts.map((part) => part.fieldId ?? `(${part.expression})`).join(' '),
    })),
    checks: checks.map((one) => ({
      ...{ id: one.id, name: one.constraint, facts: facts(one) },
      says: one.expression,
    })),
  };
}
