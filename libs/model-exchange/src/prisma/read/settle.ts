import { findModelProblems, MODEL_LIMITS, type ModelProblem } from '@amplication/service-model';
import type { Draft, DraftEntity } from './draft';
import type { Reading } from './reading';

/**
 * How often the rest is looked at again after something was left out, since one refusal may hide another. What is still
 * refused then goes whole, entity by entity.
 */
const ROUNDS = 20;

/** Leaves out what the language of models refuses, each time with a loss, so that the rest is a model. */
export function settle(reading: Reading, draft: Draft): void {
  for (let round = 0; ; round += 1) {
    const problems = findModelProblems(draft);
    if (problems.length === 0) return;
    const isLast = round >= ROUNDS;
    const doomed = problems
      .map((problem) => doomedBy(reading, draft, problem, isLast))
      .filter((one) => one !== null);
    if (doomed.length === 0)
      throw new Error(`A draft cannot become a model: ${problems.map(({ path }) => path).join(', ')}`);
    const done = new Set<unknown>();
    for (const { part, leaveOut } of doomed) {
      if (done.has(part)) continue;
      done.add(part);
      leaveOut();
    }
  }
}

interface Doomed {
  part: unknown;
  leaveOut: () => void;
}

const PLACE =
  /^(entities|enums)\[(\d+)\](?:\.(fields|relations|uniques|indexes|values|key)(?:\[(\d+)\])?)?(?:\.(\w+))?/;

type ListName = 'fields' | 'relations' | 'uniques' | 'indexes';
const LISTS: readonly ListName[] = ['fields', 'relations', 'uniques', 'indexes'];

/** The smallest part that a problem is about, and how to do without it; null for a problem of the whole. */
function doomedBy(
  reading: Reading,
  draft: Draft,
  { path, message }: ModelProblem,
  isLast: boolean,
): Doomed | null {
  const [, group, index, list, inner, property] = PLACE.exec(path) ?? [];
  const lose = (part: object, what: string) => {
    const { at, subject } = reading.originOf(part);
    reading.lose(
      at,
      subject,
      `${what}, since the model refuses it: ${property ?? list ?? group} ${message}.`,
    );
  };
  if (group === 'enums') return doomedEnum(draft, Number(index), isLast ? undefined : inner, lose);
  const entity = draft.entities[Number(index)];
  if (group !== 'entities' || !entity) return null;
  const whole = () => without(draft.entities, Number(index), 'The entity is left out', lose);
  if (isLast) return whole();
  const crowded = LISTS.find((name) => name === list);
  if (crowded && inner === undefined) return surplus(entity[crowded], MODEL_LIMITS[crowded], lose) ?? whole();
  switch (list) {
    case 'fields':
      return doomedField(entity, Number(inner), property, lose);
    case 'relations':
      return doomedRelation(entity, Number(inner), property, lose);
    case 'uniques':
      return without(entity.uniques, Number(inner), 'The unique is left out', lose);
    case 'indexes':
      return without(entity.indexes, Number(inner), 'The index is left out', lose);
    default:
      return whole();
  }
}

type Lose = (part: object, what: string) => void;

function without(from: object[], index: number, what: string, lose: Lose): Doomed | null {
  const part = from[index];
  if (!part) return null;
  const leaveOut = () => {
    lose(part, what);
    from.splice(from.indexOf(part), 1);
  };
  return { part, leaveOut };
}

/** What a list holds above what a model may have. */
function surplus(from: object[], limit: number, lose: Lose): Doomed | null {
  if (from.length <= limit) return null;
  const leaveOut = () => {
    for (const part of from.splice(limit)) lose(part, 'It is left out');
  };
  return { part: from, leaveOut };
}

/** PostgreSQL refuses to forget a key that must be there, which is what no action does too. */
function doomedRelation(
  entity: DraftEntity,
  index: number,
  property: string | undefined,
  lose: Lose,
): Doomed | null {
  const relation = entity.relations[index];
  if (!relation || property !== 'onDelete')
    return without(entity.relations, index, 'The relation is left out', lose);
  const leaveOut = () => {
    lose(relation, 'Its rule becomes no action');
    for (const rule of ['onDelete', 'onUpdate'] as const)
      if (relation[rule] === 'set null') relation[rule] = 'no action';
  };
  return { part: relation, leaveOut };
}

/** A field goes only when nothing less helps. */
function doomedField(
  entity: DraftEntity,
  index: number,
  property: string | undefined,
  lose: Lose,
): Doomed | null {
  const field = entity.fields[index];
  if (!field) return null;
  const change = (what: string, apply: () => void) => ({
    part: field,
    leaveOut: () => {
      lose(field, what);
      apply();
    },
  });
  if (property === 'default') return change('The default is left out', () => void (field.default = null));
  if (property === 'role') return change('It is not set by the service', () => void (field.role = null));
  return without(entity.fields, index, 'The field is left out', lose);
}

function doomedEnum(draft: Draft, index: number, inner: string | undefined, lose: Lose): Doomed | null {
  const values = draft.enums[index]?.values;
  if (!values) return null;
  return inner === undefined
    ? without(draft.enums, index, 'The enum is left out', lose)
    : without(values, Number(inner), 'The value is left out', lose);
}
