import type { EntityModel } from '@amplication/service-model';

/** Whether Prisma has to ignore an entity: because nobody may use it, or since nothing tells its rows apart. */
export const isIgnored = (entity: EntityModel): boolean =>
  entity.access.length === 0 || !hasSingleRows(entity);

function hasSingleRows({ key, fields, uniques }: EntityModel): boolean {
  const required = new Set(fields.flatMap(({ id, required: isRequired }) => (isRequired ? [id] : [])));
  return (
    key !== null ||
    fields.some(({ unique, required: isRequired }) => unique && isRequired) ||
    uniques.some((one) => one.fields.every((id) => required.has(id)))
  );
}
