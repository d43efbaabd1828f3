import type { EntityModel, FieldModel, RelationModel, ServiceModel } from '../schema/service-model';

/** Something of a model with its path: `entities[0].fields[2]`. */
export interface Placed<T> {
  path: string;
  value: T;
}

export const entitiesOf = (model: ServiceModel): Placed<EntityModel>[] => placed(model.entities, 'entities');

export const fieldsOf = ({ path, value }: Placed<EntityModel>): Placed<FieldModel>[] =>
  placed(value.fields, `${path}.fields`);

export const relationsOf = ({ path, value }: Placed<EntityModel>): Placed<RelationModel>[] =>
  placed(value.relations, `${path}.relations`);

export const placed = <T>(values: readonly T[], path: string): Placed<T>[] =>
  values.map((value, index) => ({ path: `${path}[${index}]`, value }));
