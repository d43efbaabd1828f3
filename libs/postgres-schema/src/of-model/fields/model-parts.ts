import {
  columnOf,
  type EntityModel,
  type EnumModel,
  relationColumns,
  type RelationModel,
  type ServiceModel,
} from '@amplication/service-model';

/** The enums that fields are of. */
export interface EnumLookup {
  enumOf(enumId: string): EnumModel;
}

/** A valid model, and what is looked up in it by id. */
export class ModelParts implements EnumLookup {
  private readonly entities: ReadonlyMap<string, EntityModel>;
  private readonly enums: ReadonlyMap<string, EnumModel>;

  constructor(readonly model: ServiceModel) {
    this.entities = new Map(model.entities.map((entity) => [entity.id, entity]));
    this.enums = new Map(model.enums.map((one) => [one.id, one]));
  }

  targetOf({ entityId }: RelationModel): EntityModel {
    return present(this.entities.get(entityId), `entity ${entityId}`);
  }

  enumOf(enumId: string): EnumModel {
    return present(this.enums.get(enumId), `enum ${enumId}`);
  }

  /** The columns that a part of a key, unique or index stands for: a field has one, a relation those made for it. */
  columnsOf(entity: EntityModel, id: string): string[] {
    const field = entity.fields.find((candidate) => candidate.id === id);
    if (field) return [columnOf(field)];
    const relation = present(
      entity.relations.find((candidate) => candidate.id === id),
      `field or relation ${id} of ${entity.name}`,
    );
    return relationColumns(this.model, entity, relation).map(({ name }) => name);
  }
}

/** What a valid model has; its parser has made sure of it. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value == null) throw new TypeError(`No valid model: it has no ${what}.`);
  return value;
}
