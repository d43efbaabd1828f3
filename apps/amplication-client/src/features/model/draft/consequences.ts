import { changeModel, type ModelChange } from './change-model';
import { describeIndex, describeUnique } from './describe';
import type { ServiceModel } from './model';

/** What goes because of a change, as a person calls it: what a warning names. `besides` are ids that it is about. */
export function lostBy(model: ServiceModel, change: ModelChange, besides: readonly string[]): string[] {
  const left = partsOf(changeModel(model, change));
  return [...partsOf(model)].flatMap(([key, { label, owners }]) =>
    left.has(key) || owners.some((id) => besides.includes(id)) ? [] : [label],
  );
}

/** Where an enum is used. */
export const usesOfEnum = (model: ServiceModel, enumId: string): string[] =>
  model.entities.flatMap((entity) =>
    entity.fields
      .filter((field) => field.type === 'enum' && field.enumId === enumId)
      .map((field) => `${entity.name}.${field.name}`),
  );

/** Everything that can go with something else, by a key that survives every change. */
function partsOf({ entities }: ServiceModel): Map<string, { label: string; owners: string[] }> {
  const parts = new Map<string, { label: string; owners: string[] }>();
  for (const entity of entities) {
    const add = (id: string, label: string) =>
      parts.set(`${entity.id}/${id}`, { label, owners: [entity.id, id] });
    if (entity.key) add('key', `the key of ${entity.name}`);
    for (const { id, name } of entity.relations) add(id, `the relation ${entity.name}.${name}`);
    for (const one of entity.uniques)
      add(`unique/${one.id}`, `the unique ${describeUnique(entity, one)} of ${entity.name}`);
    for (const one of entity.indexes)
      add(`index/${one.id}`, `the index ${describeIndex(entity, one)} of ${entity.name}`);
    entity.access.forEach(({ roleId, actions }) => {
      if (roleId !== null) add(`access/${roleId}/${actions.join()}`, `a permission on ${entity.name}`);
    });
  }
  return parts;
}
