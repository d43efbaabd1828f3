import type {
  EntityModel,
  EnumModel,
  FieldDefaultModel,
  FieldModel,
  IndexModel,
  IndexPartModel,
  RelationModel,
  UniqueModel,
} from '@amplication/service-model';

/** A type of the model with the rules that it has. */
export type DraftType =
  | { type: 'text'; store: 'text' | 'varchar' | 'char'; maxLength: number | null }
  | { type: 'integer'; bytes: 2 | 4 | 8 }
  | { type: 'decimal'; precision: number | null; scale: number | null }
  | { type: 'double'; bytes: 4 | 8 }
  | { type: 'boolean' | 'date' | 'bytes' | 'uuid' }
  | { type: 'time' | 'timestamp'; precision: number | null; zone: boolean }
  | { type: 'json'; binary: boolean }
  | { type: 'enum'; enumId: string }
  | { type: 'other'; typeName: string };

/** A field on the way into a model. */
export type DraftField = DraftType & {
  id: string;
  name: string;
  column: string | null;
  description: string;
  required: boolean;
  list: boolean;
  default: FieldDefaultModel | null;
  role: FieldModel['role'];
  readableBy: string[] | null;
  writableBy: string[] | null;
};

/** A unique on the way into a model. */
export type DraftUnique = Pick<UniqueModel, 'id' | 'fields' | 'kind' | 'constraint'>;

/** A part of an index on the way into a model. */
export type DraftIndexPart = Pick<IndexPartModel, 'fieldId' | 'descending' | 'operatorClass'>;

/** An index on the way into a model. */
export type DraftIndex = Pick<IndexModel, 'id' | 'name' | 'unique' | 'method' | 'where'> & {
  parts: DraftIndexPart[];
};

/** A relation on the way into a model. */
export type DraftRelation = Pick<
  RelationModel,
  'id' | 'name' | 'kind' | 'entityId' | 'description' | 'required' | 'fields' | 'references'
> &
  Pick<RelationModel, 'onDelete' | 'onUpdate' | 'constraint' | 'enforced' | 'inverse' | 'joinTable'>;

/** An entity on the way into a model. */
export interface DraftEntity extends Pick<EntityModel, 'id' | 'name' | 'table' | 'schema' | 'description'> {
  fields: DraftField[];
  key: EntityModel['key'];
  relations: DraftRelation[];
  uniques: DraftUnique[];
  indexes: DraftIndex[];
  access?: EntityModel['access'];
}

/** A model as far as a schema of Prisma says it; it passes `parseServiceModel` once `settle` has seen it. */
export interface Draft {
  version: 2;
  name: string;
  extensions: string[];
  enums: Pick<EnumModel, 'id' | 'name' | 'description' | 'native' | 'typeName' | 'schema' | 'values'>[];
  entities: DraftEntity[];
}
