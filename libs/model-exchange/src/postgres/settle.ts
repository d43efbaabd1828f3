import {
  findModelProblems,
  type EntityModel,
  type ModelProblem,
  type ServiceModel,
} from '@amplication/service-model';

/** How often the rest is looked at again after something was left out: one refusal may hide another. */
const ROUNDS = 20;

/** Says of a part of a model, by its id, what became of it. */
export type LosePart = (entityId: string | null, partId: string | null, reason: string) => void;

/** Leaves out what the language of models refuses, each time with a loss of the smallest part; true once it is a model. */
export function settle(model: ServiceModel, lose: LosePart): boolean {
  for (let round = 0; round < ROUNDS; round += 1) {
    const problems = findModelProblems(model);
    if (problems.length === 0) return true;
    const done = new Set<object>();
    for (const leaveOut of problems.flatMap((problem) => doomed(model, problem, lose, round) ?? [])) {
      if (done.has(leaveOut.part)) continue;
      done.add(leaveOut.part);
      leaveOut.apply();
    }
    if (done.size === 0) return false;
  }
  return false;
}

interface Doomed {
  part: object;
  apply: () => void;
}

const PLACE =
  /^(entities|enums)\[(\d+)\](?:\.(fields|relations|uniques|indexes|checks|values)\[(\d+)\])?(?:\.(\w+))?/;

/** What a key, a constraint or an index is called in PostgreSQL. */
const NAME = /\.(?:constraint|indexes\[\d+\]\.name)$/;

/** Rounds after which an entity goes that still does not fit: nothing smaller has helped. */
const PATIENCE = 15;

function doomed(
  model: ServiceModel,
  { path, message }: ModelProblem,
  lose: LosePart,
  round: number,
): Doomed | null {
  const [, group, index, list, inner, property] = PLACE.exec(path) ?? [];
  const why = `since the model refuses it: ${property ?? list ?? group ?? 'it'} ${message}.`;
  if (group === 'enums') {
    const one = model.enums[Number(index)];
    if (!one) return null;
    const value = list === 'values' ? one.values[Number(inner)] : undefined;
    return value
      ? without(one.values, value, () => lose(null, one.id, `The value ${value.name} is left out, ${why}`))
      : without(model.enums, one, () => lose(null, one.id, `The enum is left out, ${why}`));
  }
  const entity = model.entities[Number(index)];
  if (group !== 'entities' || !entity) return null;
  const whole = () =>
    without(model.entities, entity, () => lose(entity.id, null, `The entity is left out, ${why}`));
  if (round >= PATIENCE) return whole();
  const say = (id: string, what: string) => lose(entity.id, id, `${what}, ${why}`);
  const name = NAME.exec(path) ? namePart(entity, list, Number(inner), say) : null;
  return name ?? partOf(entity, { list, inner: Number(inner), property }, say) ?? whole();
}

function without<T extends object>(from: T[], part: T, say: () => void): Doomed {
  return {
    part,
    apply: () => {
      say();
      from.splice(from.indexOf(part), 1);
    },
  };
}

interface Inside {
  list: string | undefined;
  inner: number;
  property: string | undefined;
}

/** The smallest part of an entity that a problem is about; null where it is about the whole. */
function partOf(
  entity: EntityModel,
  { list, inner, property }: Inside,
  say: (id: string, what: string) => void,
): Doomed | null {
  const leave = <T extends { id: string }>(from: T[], what: string) => {
    const part = from[inner];
    return part ? without(from, part, () => say(part.id, `${what} is left out`)) : null;
  };
  switch (list) {
    case 'fields':
      return fieldPart(entity, inner, property, say) ?? leave(entity.fields, 'The field');
    case 'relations':
      return rulePart(entity, inner, property, say) ?? leave(entity.relations, 'The relation');
    case 'uniques':
      return leave(entity.uniques, 'The unique');
    case 'indexes':
      return leave(entity.indexes, 'The index');
    case 'checks':
      return leave(entity.checks, 'The check');
    default: {
      const { key } = entity;
      if (property !== 'key' || !key) return null;
      return { part: key, apply: () => void (say(entity.id, 'The key is left out'), (entity.key = null)) };
    }
  }
}

/** A name goes before what has it: without one it gets another. */
function namePart(
  entity: EntityModel,
  list: string | undefined,
  inner: number,
  say: (id: string, what: string) => void,
): Doomed | null {
  const forget = <T extends object>(
    part: T | null | undefined,
    id: string,
    named: boolean,
    apply: () => void,
  ) =>
    part && named
      ? {
          part,
          apply: () => {
            say(id, 'Its name is left out');
            apply();
          },
        }
      : null;
  if (list === 'indexes') {
    const index = entity.indexes[inner];
    return forget(index, index?.id ?? '', index?.name !== null, () => {
      if (index) index.name = null;
    });
  }
  const isListed = list === 'uniques' || list === 'checks' || list === 'relations';
  const part = isListed ? entity[list][inner] : list === undefined ? entity.key : null;
  const id = part && 'id' in part ? part.id : entity.id;
  return forget(part, id, part?.constraint !== null, () => {
    if (part) part.constraint = null;
  });
}

/** A field goes only when nothing less helps. */
function fieldPart(
  entity: EntityModel,
  index: number,
  property: string | undefined,
  say: (id: string, what: string) => void,
): Doomed | null {
  const field = entity.fields[index];
  if (!field) return null;
  const change = (what: string, apply: () => void) => ({
    part: field,
    apply: () => {
      say(field.id, what);
      apply();
    },
  });
  if (property === 'default') return change('The default is left out', () => void (field.default = null));
  if (property === 'role') return change('It is not set by the service', () => void (field.role = null));
  if (property === 'unique') return change('It is not unique', () => void (field.unique = false));
  return null;
}

/** PostgreSQL refuses to forget a key that must be there, which is what no action does too. */
function rulePart(
  entity: EntityModel,
  index: number,
  property: string | undefined,
  say: (id: string, what: string) => void,
): Doomed | null {
  const relation = entity.relations[index];
  if (!relation || property !== 'onDelete') return null;
  return {
    part: relation,
    apply: () => {
      say(relation.id, 'Its rule becomes no action');
      for (const rule of ['onDelete', 'onUpdate'] as const)
        if (relation[rule] === 'set null') relation[rule] = 'no action';
    },
  };
}
