import { examineModel, type ModelProblem, type ServiceModel } from '@amplication/service-model';
import { doomedName, doomedPart } from './doomed-part';
import { type Doomed, type LosePart, type Unsettled, without } from './unsettled';

/**
 * How often the rest is looked at again after something was left out, since one refusal may hide another. What is still
 * refused then goes whole, entity by entity.
 */
const ROUNDS = 15;

/**
 * Leaves out what the language of models refuses, each time with a loss of the smallest part that helps, and gives the
 * model that is left; null where nothing is left to leave out.
 */
export function settle(draft: Unsettled, lose: LosePart): ServiceModel | null {
  for (let round = 0; ; round += 1) {
    const { model, problems } = examineModel(draft);
    if (model) return model;
    // Found before anything goes, since a path counts positions.
    const doomed = problems.map((problem) => doomedBy(draft, problem, lose, round >= ROUNDS));
    const done = new Set<object>();
    for (const one of doomed) {
      if (!one || done.has(one.part)) continue;
      done.add(one.part);
      one.leaveOut();
    }
    if (done.size === 0) return null;
  }
}

const PLACE =
  /^(entities|enums)\[(\d+)\](?:\.(fields|relations|uniques|indexes|checks|values|key)(?:\[(\d+)\])?)?(?:\.(\w+))?/;

/** What a key, a constraint or an index is called in PostgreSQL. */
const NAME = /\.(?:constraint|indexes\[\d+\]\.name)$/;

/** The smallest part that a problem is about, and how to do without it; null for a problem of the whole. */
function doomedBy(
  draft: Unsettled,
  { path, message }: ModelProblem,
  lose: LosePart,
  isLast: boolean,
): Doomed | null {
  const [, group, index, list, inner, property] = PLACE.exec(path) ?? [];
  const why = `since the model refuses it: ${property ?? list ?? group ?? 'it'} ${message}.`;
  if (group === 'enums') return doomedEnum(draft, Number(index), isLast ? undefined : inner, why, lose);
  const entity = draft.entities[Number(index)];
  if (group !== 'entities' || !entity) return null;
  const say = (part: object, what: string) => lose(entity, part, `${what}, ${why}`);
  const whole = () => without(draft.entities, entity, () => say(entity, 'The entity is left out'));
  if (isLast) return whole();
  const inside = { list, inner: inner === undefined ? null : Number(inner), property };
  return (
    (NAME.test(path) ? doomedName(entity, inside, say) : null) ?? doomedPart(entity, inside, say) ?? whole()
  );
}

function doomedEnum(
  { enums }: Unsettled,
  index: number,
  inner: string | undefined,
  why: string,
  lose: LosePart,
): Doomed | null {
  const one = enums[index];
  if (!one) return null;
  const value = inner === undefined ? undefined : one.values[Number(inner)];
  return value
    ? without(one.values, value, () => lose(one, value, `The value "${value.name}" is left out, ${why}`))
    : without(enums, one, () => lose(one, one, `The enum is left out, ${why}`));
}
