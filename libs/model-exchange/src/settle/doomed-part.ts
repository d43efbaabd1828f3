import { MODEL_LIMITS } from '@amplication/service-model';
import { type Doomed, type UnsettledEntity, without } from './unsettled';

/** Where in an entity a problem is. */
interface Inside {
  list: string | undefined;
  /** The position in the list; null where the list as a whole is refused. */
  inner: number | null;
  property: string | undefined;
}

type Say = (part: object, what: string) => void;

/** The smallest part of an entity that a problem is about; null where it is about the whole. */
export function doomedPart(
  entity: UnsettledEntity,
  { list, inner, property }: Inside,
  say: Say,
): Doomed | null {
  const leave = (from: object[] | undefined, what: string) => {
    const part = from?.[inner ?? -1];
    return from && part ? without(from, part, () => say(part, `${what} is left out`)) : null;
  };
  switch (list) {
    case 'fields':
      return (
        surplus(entity.fields, MODEL_LIMITS.fields, inner, say) ??
        doomedFact(entity, inner ?? -1, property, say) ??
        leave(entity.fields, 'The field')
      );
    case 'relations':
      return (
        surplus(entity.relations, MODEL_LIMITS.relations, inner, say) ??
        doomedRule(entity, inner ?? -1, property, say) ??
        leave(entity.relations, 'The relation')
      );
    case 'uniques':
      return surplus(entity.uniques, MODEL_LIMITS.uniques, inner, say) ?? leave(entity.uniques, 'The unique');
    case 'indexes':
      return surplus(entity.indexes, MODEL_LIMITS.indexes, inner, say) ?? leave(entity.indexes, 'The index');
    case 'checks':
      return leave(entity.checks, 'The check');
    case 'key':
      return doomedKey(entity, say);
    default:
      return null;
  }
}

/** What a list holds above what a model may have. */
function surplus(from: object[], limit: number, inner: number | null, say: Say): Doomed | null {
  if (inner !== null || from.length <= limit) return null;
  const leaveOut = () => {
    for (const part of from.splice(limit)) say(part, 'It is left out');
  };
  return { part: from, leaveOut };
}

function doomedKey(entity: UnsettledEntity, say: Say): Doomed | null {
  const { key } = entity;
  const leaveOut = () => {
    say(entity, 'The key is left out');
    entity.key = null;
  };
  return key && { part: key, leaveOut };
}

/** A field goes only when nothing less helps. */
function doomedFact(
  { fields }: UnsettledEntity,
  index: number,
  property: string | undefined,
  say: Say,
): Doomed | null {
  const field = fields[index];
  if (!field) return null;
  const change = (what: string, apply: () => void) => ({
    part: field,
    leaveOut: () => {
      say(field, what);
      apply();
    },
  });
  if (property === 'default') return change('The default is left out', () => void (field.default = null));
  if (property === 'role') return change('It is not set by the service', () => void (field.role = null));
  if (property === 'unique' && field.unique)
    return change('It is not unique', () => void (field.unique = false));
  return null;
}

/** PostgreSQL refuses to forget a key that must be there, which is what no action does too. */
function doomedRule(
  { relations }: UnsettledEntity,
  index: number,
  property: string | undefined,
  say: Say,
): Doomed | null {
  const relation = relations[index];
  if (!relation || property !== 'onDelete') return null;
  const leaveOut = () => {
    say(relation, 'Its rule becomes no action');
    for (const rule of ['onDelete', 'onUpdate'] as const)
      if (relation[rule] === 'set null') relation[rule] = 'no action';
  };
  return { part: relation, leaveOut };
}

/** A name goes before what has it: without one it gets another. */
export function doomedName(entity: UnsettledEntity, { list, inner }: Inside, say: Say): Doomed | null {
  if (list === 'indexes') {
    const index = entity.indexes[inner ?? -1];
    return index && index.name !== null
      ? forgetting(index, () => {
          say(index, 'Its name is left out');
          index.name = null;
        })
      : null;
  }
  const isListed = list === 'uniques' || list === 'checks' || list === 'relations';
  const part = isListed ? entity[list]?.[inner ?? -1] : list === 'key' ? entity.key : null;
  return part && part.constraint !== null
    ? forgetting(part, () => {
        say(list === 'key' ? entity : part, 'Its name is left out');
        part.constraint = null;
      })
    : null;
}

const forgetting = (part: object, leaveOut: () => void): Doomed => ({ part, leaveOut });
