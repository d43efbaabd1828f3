import type { components } from '../../../api/schema';

type Schemas = components['schemas'];

export type ServiceModel = Schemas['ServiceModel'];
export type EntityModel = Schemas['EntityModel'];
export type FieldModel = Schemas['FieldModel'];
export type FieldType = FieldModel['type'];
export type FieldOf<T extends FieldType> = Extract<FieldModel, { type: T }>;
/** What every field has, whatever its type. */
export type CommonField = Omit<FieldOf<'boolean'>, 'type'>;
export type FieldDefault = Schemas['FieldDefaultModel'];
export type RelationModel = Schemas['RelationModel'];
export type UniqueModel = Schemas['UniqueModel'];
export type IndexModel = Schemas['IndexModel'];
export type EnumModel = Schemas['EnumModel'];
export type EnumValueModel = Schemas['EnumValueModel'];
export type RoleModel = Schemas['RoleModel'];

/** A relation that has a column of its own, made for it: it can be part of a unique or an index. */
export const hasColumn = ({ kind, fields }: RelationModel) => kind !== 'many-to-many' && fields.length === 0;

/** What can be part of a unique or an index: fields, and relations that have a column. */
export const columnsOf = ({ fields, relations }: EntityModel): { id: string; name: string }[] => [
  ...fields,
  ...relations.filter(hasColumn),
];
