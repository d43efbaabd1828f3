import {
  type EntityModel,
  findModelProblems,
  keepIds,
  keepUnsaid,
  type ModelProblem,
  type ServiceModel,
} from '@amplication/service-model';
import type { Loss, ReadModel } from '@amplication/model-text';

/**
 * A model that was read from a format which says less than a model, in place of the current one: under its ids, and with
 * all of it that the format has no words for, such as roles, permissions and secrets. Where that does not go with what
 * was read, the part is taken as it was read, and a loss says so.
 * @param say the current model as the format says it: written and read again
 */
export async function ontoCurrent(
  current: ServiceModel,
  { model: read, losses }: ReadModel,
  say: (model: ServiceModel) => ReadModel | Promise<ReadModel>,
): Promise<ReadModel> {
  const said = keepIds(current, (await say(current)).model);
  const imported = keepIds(said, read);
  const { model, unclear } = keepUnsaid(current, said, imported);
  const settled = settle(model, imported);
  return {
    model: settled.model,
    losses: [
      ...settled.given.map((subject) =>
        whole(
          subject,
          'What only the current model says of it is not kept: it does not go with what was read.',
        ),
      ),
      ...unclear.map((subject) =>
        whole(
          subject,
          'It is no longer there. In the model it is a part of something else, which stays: remove that where the model is edited.',
        ),
      ),
      ...losses,
    ],
  };
}

/** Gives up as little as makes it a model: a member before its entity, an entity before all. */
function settle(merged: ServiceModel, imported: ServiceModel): { model: ServiceModel; given: string[] } {
  const given = new Set<string>();
  let model = merged;
  for (const giveUp of [memberAsRead, entityAsRead]) {
    for (const problem of findModelProblems(model)) {
      const found = giveUp(model, imported, problem);
      if (!found || given.has(found.subject)) continue;
      given.add(found.subject);
      model = found.model;
    }
  }
  if (findModelProblems(model).length === 0) return { model, given: [...given] };
  return { model: imported, given: [imported.name] };
}

/** A model with one part of it as it was read. */
interface GivenUp {
  model: ServiceModel;
  subject: string;
}
type GiveUp = (model: ServiceModel, imported: ServiceModel, problem: ModelProblem) => GivenUp | null;

const memberAsRead: GiveUp = (model, imported, { path }) => {
  const [, at, kind, index] = /^entities\[(\d+)\]\.(fields|relations)\[(\d+)\]/.exec(path) ?? [];
  const entity = model.entities[Number(at)];
  const read = imported.entities.find(({ id }) => id === entity?.id);
  if (!entity || !read) return null;
  const [changed, name] =
    kind === 'fields'
      ? swap(entity, 'fields', entity.fields[Number(index)], read.fields)
      : swap(entity, 'relations', entity.relations[Number(index)], read.relations);
  return changed && { model: withEntity(model, changed), subject: `${entity.name}.${name}` };
};

const entityAsRead: GiveUp = (model, imported, { path }) => {
  const [, at] = /^entities\[(\d+)\]/.exec(path) ?? [];
  const read = imported.entities.find(({ id }) => id === model.entities[Number(at)]?.id);
  return read ? { model: withEntity(model, read), subject: read.name } : null;
};

/** The entity with one member as it was read, and what that is called. */
function swap<K extends 'fields' | 'relations'>(
  entity: EntityModel,
  kind: K,
  member: { id: string; name: string } | undefined,
  read: EntityModel[K],
): [EntityModel | null, string] {
  const found = read.find(({ id }) => id === member?.id);
  if (!member || !found) return [null, ''];
  const members = entity[kind].map((one) => (one.id === member.id ? found : one));
  return [{ ...entity, [kind]: members }, member.name];
}

const withEntity = (model: ServiceModel, entity: EntityModel): ServiceModel => ({
  ...model,
  entities: model.entities.map((one) => (one.id === entity.id ? entity : one)),
});

const whole = (subject: string, reason: string): Loss => ({
  line: 1,
  column: 1,
  entity: null,
  subject,
  reason,
});
