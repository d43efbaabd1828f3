import { relationColumns } from '../names/physical-names';
import type { EntityModel, EnumModel, ServiceModel } from '../schema/service-model';

/** One thing of a model that has an id, as it is compared with itself in another model. */
export interface ModelPart {
  /** The way of ids to it, which survives renaming. */
  key: string;
  /** The key of what it belongs to; null for the whole. */
  owner: string | null;
  /** As people are told of it: `Order.status`. */
  subject: string;
  /** Null for what has no name of its own, such as a check. */
  name: string | null;
  /** All that it says besides its id, its name and its parts. */
  facts: Record<string, unknown>;
  /** Keys of its parts in their order. */
  parts: string[];
  /** What the ids are called that one of its facts names. */
  nameOf: (id: string, fact: string) => string;
}

/** All things of a model that have an id, owners first. */
export function partsOf(model: ServiceModel): ModelPart[] {
  const { name, description, extensions, roles, enums, entities } = model;
  const called = new Map([...roles, ...enums, ...entities].map((one) => [one.id, one.name]));
  const inner = [
    ...roles.map(({ id, name: role, ...facts }) => part('', `role:${id}`, `The role ${role}`, role, facts)),
    ...enums.flatMap(partsOfEnum),
    ...entities.flatMap((entity) => partsOfEntity(model, entity, called)),
  ];
  const whole: ModelPart = {
    ...part('', '', 'The service', name, { description, extensions }),
    owner: null,
    parts: inner.filter(({ owner }) => owner === '').map(({ key }) => key),
  };
  return [whole, ...inner];
}

const part = (
  owner: string,
  key: string,
  subject: string,
  name: string | null,
  facts: Record<string, unknown>,
): ModelPart => ({ key, owner, subject, name, facts, parts: [], nameOf: (id) => id });

function owning(owner: ModelPart, parts: ModelPart[]): ModelPart[] {
  return [{ ...owner, parts: parts.map(({ key }) => key) }, ...parts];
}

function partsOfEnum({ id, name, values, ...facts }: EnumModel): ModelPart[] {
  const key = `enum:${id}`;
  return owning(
    part('', key, `The enum ${name}`, name, facts),
    values.map(({ id: valueId, name: value, ...rest }) =>
      part(key, `${key}/value:${valueId}`, `${name}.${value}`, value, rest),
    ),
  );
}

/** Facts that name a role, an enum or an entity. */
const OF_THE_MODEL = ['enumId', 'entityId', 'readableBy', 'writableBy', 'access'];
/** Facts of a relation that name fields of the other entity. */
const OF_THE_TARGET = ['references', 'holds'];
/** Facts that name fields and relations of the entity itself. */
const OF_THE_ENTITY = ['key', 'fields', 'parts', 'include'];

function partsOfEntity(
  model: ServiceModel,
  entity: EntityModel,
  called: ReadonlyMap<string, string>,
): ModelPart[] {
  const { id, name, fields, relations, uniques, indexes, checks, ...facts } = entity;
  const key = `entity:${id}`;
  const namer = (target?: EntityModel) => (one: string, fact: string) => {
    if (OF_THE_MODEL.includes(fact)) return called.get(one) ?? one;
    if (OF_THE_TARGET.includes(fact)) return memberName(target, one);
    return OF_THE_ENTITY.includes(fact) ? memberName(entity, one) : one;
  };
  const nameOf = namer();
  const member = (kind: string, { id: own, name: memberName, ...rest }: { id: string; name: string }) => ({
    ...part(key, `${key}/${kind}:${own}`, `${name}.${memberName}`, memberName, rest),
    nameOf,
  });
  const nameless = (kind: string, what: string, { id: own, ...rest }: { id: string }) => ({
    ...part(key, `${key}/${kind}:${own}`, `${name}: ${what}`, null, rest),
    nameOf,
  });
  const list = (ids: readonly (string | null)[]) =>
    ids.map((one) => (one === null ? 'an expression' : memberName(entity, one))).join(', ');
  return owning({ ...part('', key, name, name, facts), nameOf }, [
    ...fields.map((field) => member('field', field)),
    ...relations.map((relation) => {
      const made = member('relation', relation);
      // Where the key of the other entity changes, the columns of the relation do.
      const holds = relationColumns(model, entity, relation).map(({ references }) => references.id);
      const target = model.entities.find((one) => one.id === relation.entityId);
      return { ...made, facts: { ...made.facts, holds }, nameOf: namer(target) };
    }),
    ...uniques.map((unique) => nameless('unique', `the unique (${list(unique.fields)})`, unique)),
    ...indexes.map((index) =>
      nameless('index', `the index (${list(index.parts.map(({ fieldId }) => fieldId))})`, index),
    ),
    ...checks.map((check) => nameless('check', `the check ${check.constraint ?? check.expression}`, check)),
  ]);
}

const memberName = (entity: EntityModel | undefined, id: string): string =>
  entity?.fields.find((one) => one.id === id)?.name ??
  entity?.relations.find((one) => one.id === id)?.name ??
  id;
