import type { ColumnPlan } from '../plan/column-plan';
import { heldRelations } from '../plan/related-plan';
import type { EntityPlan, ServicePlan } from '../plan/service-plan';

/** Columns of an entity that hold values of a row of another one. */
export interface SeedRelation {
  id: string;
  target: EntityPlan;
  columns: { own: ColumnPlan; other: ColumnPlan }[];
  required: boolean;
  isUnique: boolean;
}

/** What the rows of an entity point at. */
export const seedRelations = ({ model, entityOf }: ServicePlan, plan: EntityPlan): SeedRelation[] =>
  heldRelations(model, plan, entityOf).map(({ relation, target, pairs }) => ({
    id: relation.id,
    target,
    columns: pairs.map(({ here, there }) => ({ own: here, other: there })),
    required: pairs.every(({ here }) => here.required),
    isUnique: relation.kind === 'one-to-one',
  }));

/** The columns, by property, that together are in one row only. */
export function seedUniques(
  { entity, columns, key }: EntityPlan,
  relations: readonly SeedRelation[],
): string[][] {
  /** The columns of a field, or of a relation. */
  const propertiesOf = (id: string): string[] => {
    const relation = relations.find((one) => one.id === id);
    if (relation) return relation.columns.map(({ own }) => own.property);
    return columns.filter(({ field }) => field.id === id).map(({ property }) => property);
  };
  const indexes = entity.indexes.flatMap(({ unique, parts }) =>
    // What an expression is in a row, only PostgreSQL knows: it refuses rows that are equal in it.
    unique && parts.every(({ fieldId }) => fieldId !== null)
      ? [parts.flatMap(({ fieldId }) => fieldId ?? [])]
      : [],
  );
  const found = [
    key.map(({ property }) => property),
    ...columns.filter(({ field }) => field.unique).map(({ property }) => [property]),
    ...relations.filter(({ isUnique }) => isUnique).map(({ id }) => propertiesOf(id)),
    ...entity.uniques.map(({ fields }) => fields.flatMap(propertiesOf)),
    ...indexes.map((ids) => ids.flatMap(propertiesOf)),
  ].filter((properties) => properties.length > 0);
  return [...new Map(found.map((properties) => [properties.join(), properties])).values()];
}
