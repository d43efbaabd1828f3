import type { EntityModel } from './model';

/** An entity that a search has found, with its place in the model and the members by which it was. */
export interface FoundEntity {
  entity: EntityModel;
  index: number;
  members: string[];
}

/** The entities whose name, or the name of a field or relation of theirs, holds a text; all for an empty one. */
export function findEntities(entities: readonly EntityModel[], text: string): FoundEntity[] {
  const wanted = text.trim().toLowerCase();
  const holds = ({ name }: { name: string }) => name.toLowerCase().includes(wanted);
  return entities.flatMap((entity, index) => {
    if (wanted === '') return [{ entity, index, members: [] }];
    const members = [...entity.fields, ...entity.relations].filter(holds).map(({ name }) => name);
    return members.length > 0 || holds(entity) ? [{ entity, index, members }] : [];
  });
}
