import { changeModel, type ModelChange } from './change-model';
import { describeIndex, describeUnique } from './describe';
import type { ServiceModel } from './model';

/** What goes because of a change besides what it is about, as a person calls it: what a warning names. */
export function lostBy(model: ServiceModel, change: ModelChange): string[] {
  const left = partsOf(changeModel(model, change));
  const about = subjectOf(change);
  const isNews = (key: string) => about === null || (key !== about && !key.startsWith(`${about}/`));
  return [...partsOf(model)].flatMap(([key, label]) => (left.has(key) || !isNews(key) ? [] : [label]));
}

/** Where an enum is used. */
export const usesOfEnum = (model: ServiceModel, enumId: string): string[] =>
  model.entities.flatMap((entity) =>
    entity.fields
      .filter((field) => field.type === 'enum' && field.enumId === enumId)
      .map((field) => `${entity.name}.${field.name}`),
  );

/** The key of what a removal is about. */
function subjectOf(change: ModelChange): string | null {
  switch (change.type) {
    case 'remove-entity':
      return change.entityId;
    case 'remove-part':
      return `${change.entityId}/${change.list}/${change.id}`;
    default:
      return null;
  }
}

/** Everything that can go with something else, by a key that survives every change. */
function partsOf({ entities }: ServiceModel): Map<string, string> {
  const parts = new Map<string, string>();
  for (const entity of entities) {
    const { id, name } = entity;
    if (entity.key) parts.set(`${id}/key`, `the key of ${name}`);
    for (const one of entity.relations)
      parts.set(`${id}/relations/${one.id}`, `the relation ${name}.${one.name}`);
    for (const one of entity.uniques)
      parts.set(`${id}/uniques/${one.id}`, `the unique ${describeUnique(entity, one)} of ${name}`);
    for (const one of entity.indexes)
      parts.set(`${id}/indexes/${one.id}`, `the index ${describeIndex(entity, one)} of ${name}`);
    for (const { roleId, actions } of entity.access)
      if (roleId !== null) parts.set(`${id}/access/${roleId}/${actions.join()}`, `a permission on ${name}`);
  }
  return parts;
}
