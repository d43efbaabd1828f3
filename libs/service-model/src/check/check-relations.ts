import { relationColumns } from '../names/physical-names';
import type { Problems } from '../problems';
import type { EntityModel, FieldModel, RelationModel, ServiceModel } from '../schema/service-model';
import { entitiesOf, type Placed, relationsOf } from './places';

/** Every relation has a target, holds a key of it, and can be kept as it says. */
export function checkRelations(model: ServiceModel, problems: Problems): void {
  for (const entity of entitiesOf(model)) {
    for (const { path, value: relation } of relationsOf(entity)) {
      const target = model.entities.find(({ id }) => id === relation.entityId);
      const refuse = (key: string, message: string) => problems.add(`${path}.${key}`, message);
      if (!target) refuse('entityId', `names no entity of this model: ${relation.entityId}`);
      else if (relation.kind === 'many-to-many') checkManyToMany(relation, entity.value, target, refuse);
      else checkKey(relation, entity.value, target, refuse);
    }
  }
  checkFirstRows(model, problems);
}

type Refuse = (key: string, message: string) => void;

function checkManyToMany(
  relation: RelationModel,
  entity: EntityModel,
  target: EntityModel,
  refuse: Refuse,
): void {
  if (relation.fields.length > 0)
    refuse('fields', 'cannot be named: a many-to-many is kept in a table of its own');
  if (relation.references.length > 0)
    refuse('references', 'cannot be named: a many-to-many points at the keys of both');
  if (relation.required) refuse('required', 'cannot be: a many-to-many may always be empty');
  for (const { name, key } of [entity, target]) {
    if (key === null) refuse('kind', `needs a key of one field on both sides, and ${name} has none`);
    else if (key.fields.length !== 1)
      refuse('kind', `needs a key of one field on both sides, and ${name} has one of ${key.fields.length}`);
  }
  if (!relation.enforced) refuse('enforced', 'must be true: a many-to-many is kept by its foreign keys');
}

function checkKey(relation: RelationModel, entity: EntityModel, target: EntityModel, refuse: Refuse): void {
  if (relation.joinTable !== null) refuse('joinTable', 'belongs to a many-to-many only');
  const referenced = relation.references.length > 0 ? relation.references : (target.key?.fields ?? []);
  if (referenced.length === 0)
    return refuse('entityId', `needs a key to point at, and ${target.name} has none`);
  const missing = relation.references.find((id) => !target.fields.some((field) => field.id === id));
  if (missing !== undefined) return refuse('references', `names no field of ${target.name}: ${missing}`);
  if (!isUnique(target, referenced))
    return refuse('references', `must be the key of ${target.name} or unique there`);
  if (relation.fields.length === 0) {
    if (relation.column !== null && referenced.length > 1)
      refuse('column', `cannot hold a key of ${referenced.length} fields: name the fields that hold it`);
  } else checkHolders(relation, entity, target, referenced, refuse);
  const optional = [relation.onDelete, relation.onUpdate].includes('set null');
  if (optional && isRequired(relation, entity))
    refuse('onDelete', 'cannot be set null, since every row must point at one');
}

function checkHolders(
  relation: RelationModel,
  entity: EntityModel,
  target: EntityModel,
  referenced: string[],
  refuse: Refuse,
): void {
  if (relation.fields.length !== referenced.length)
    return refuse(
      'fields',
      `must be ${referenced.length}, as many as the key of ${target.name} that they hold`,
    );
  if (relation.column !== null) refuse('column', 'cannot be named: the fields have columns');
  relation.fields.forEach((id, index) => {
    const field = entity.fields.find((candidate) => candidate.id === id);
    const holds = target.fields.find((candidate) => candidate.id === referenced[index]);
    if (!field) refuse(`fields[${index}]`, `names no field of ${entity.name}: ${id}`);
    else if (relation.enforced && holds && !sameKind(field, holds))
      refuse(
        `fields[${index}]`,
        `is of type ${field.type}, and ${target.name}.${holds.name}, which it holds, is of type ${holds.type}`,
      );
  });
}

/** Whether PostgreSQL compares the two without a cast. */
function sameKind(a: FieldModel, b: FieldModel): boolean {
  if (a.list !== b.list) return false;
  const numbers = ['integer', 'decimal', 'double'];
  if (numbers.includes(a.type) && numbers.includes(b.type)) return true;
  if (a.type === 'enum' && b.type === 'enum') return a.enumId === b.enumId;
  return a.type === b.type;
}

/** Whether no two rows of the entity can be equal in exactly these fields. */
function isUnique(entity: EntityModel, fieldIds: readonly string[]): boolean {
  const same = (ids: readonly (string | null)[]) =>
    ids.length === fieldIds.length && fieldIds.every((id) => ids.includes(id));
  const [only] = fieldIds;
  return (
    same(entity.key?.fields ?? []) ||
    (fieldIds.length === 1 && entity.fields.some(({ id, unique }) => unique && id === only)) ||
    entity.uniques.some(({ fields }) => same(fields)) ||
    entity.indexes.some(
      ({ unique, where, parts }) => unique && where === null && same(parts.map(({ fieldId }) => fieldId)),
    )
  );
}

function isRequired(relation: RelationModel, entity: EntityModel): boolean {
  if (relation.fields.length === 0) return relation.required;
  return relation.fields.every((id) => entity.fields.find((field) => field.id === id)?.required === true);
}

/** Refuses relations that need a row of the other entity which needs a row of this one: no first row could be made. */
function checkFirstRows(model: ServiceModel, problems: Problems): void {
  const edges = new Map<string, Placed<RelationModel>[]>();
  for (const entity of entitiesOf(model)) {
    const needed = relationsOf(entity).filter(
      ({ value }) =>
        value.kind !== 'many-to-many' &&
        value.checked === 'at once' &&
        isRequired(value, entity.value) &&
        relationColumns(model, entity.value, value).every(({ field }) => field?.default == null),
    );
    edges.set(entity.value.id, needed);
  }
  const nameOf = (id: string) => model.entities.find((entity) => entity.id === id)?.name ?? id;
  const done = new Set<string>();
  const walk = (id: string, above: string[]): void => {
    if (done.has(id)) return;
    for (const { path, value } of edges.get(id) ?? []) {
      const start = [...above, id].indexOf(value.entityId);
      if (start >= 0) {
        const circle = [...above.slice(start), ...(start > above.length ? [] : [id]), value.entityId];
        problems.add(
          `${path}.required`,
          `makes a circle in which no first row can be made: ${[...new Set(circle), value.entityId].map(nameOf).join(' needs ')}`,
        );
      } else walk(value.entityId, [...above, id]);
    }
    done.add(id);
  };
  for (const id of edges.keys()) walk(id, []);
}
