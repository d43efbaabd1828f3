import type { EntityModel, RelationModel } from '@amplication/service-model';

/** Whether the key or one of the uniques of an entity keeps exactly these fields unique already. */
export function isKeptUnique(entity: EntityModel, ids: readonly string[]): boolean {
  const same = (others: readonly (string | null)[]) =>
    others.length === ids.length && ids.every((id) => others.includes(id));
  return (
    same(entity.key?.fields ?? []) ||
    entity.uniques.some(({ fields }) => same(fields)) ||
    entity.indexes.some(
      ({ unique, where, parts }) => unique && where === null && same(parts.map(({ fieldId }) => fieldId)),
    )
  );
}

/** The fields that need a unique constraint of their own. */
export const uniqueFields = (entity: EntityModel) =>
  entity.fields.filter(({ id, unique }) => unique && !isKeptUnique(entity, [id]));

/** Whether a relation needs a unique constraint of its own, so that no two rows point at the same one. */
export function needsUnique(entity: EntityModel, { id, kind, fields }: RelationModel): boolean {
  if (kind !== 'one-to-one') return false;
  const isUniqueField = entity.fields.some(
    (field) => field.unique && fields.length === 1 && field.id === fields[0],
  );
  return !isUniqueField && !isKeptUnique(entity, fields.length > 0 ? fields : [id]);
}
