import {
  columnOf,
  type EntityModel,
  type FieldModel,
  relationColumns,
  type RelationModel,
  type ServiceModel,
} from '@amplication/service-model';
import { propertyOf } from '../names/own-names';
import { type Name, Scope } from '../names/scope';
import { capital } from '../names/spelling';

/** Whether a caller must give a value, may, or may not. */
export type Giving = 'required' | 'optional' | 'never';

/** A column of a table: a field, or what is made for a relation. */
export interface ColumnPlan {
  /** As the API calls it. */
  api: Name;
  /** As the code calls it. */
  property: string;
  /** As PostgreSQL calls it. */
  column: string;
  /** What its values are; for a relation those of the field that it holds. */
  field: FieldModel;
  /** Whether every row has a value. */
  required: boolean;
  create: Giving;
  update: Giving;
  /** Whether a caller ever sees it. */
  isShown: boolean;
}

/** The columns of an entity: its fields, then what its relations need besides. */
export function planColumns(model: ServiceModel, entity: EntityModel): ColumnPlan[] {
  const scope = new Scope();
  const keyFields = new Set(entity.key?.fields ?? []);
  const columns = entity.fields.map((field) =>
    columnPlan(field, scope.take(field.name), keyFields.has(field.id)),
  );
  for (const relation of entity.relations) {
    if (relation.kind === 'many-to-many' || relation.fields.length > 0) continue;
    for (const { name, references: held } of relationColumns(model, entity, relation)) {
      const separator = relation.name.includes('_') ? '_' : '';
      const api = `${relation.name}${separator}${separator === '' ? capital(held.name) : held.name}`;
      const field = heldIn(relation, held, name);
      columns.push(columnPlan(field, scope.take(api), false));
    }
  }
  return columns;
}

function columnPlan(field: FieldModel, api: Name, isKey: boolean): ColumnPlan {
  const required = field.required || isKey;
  const isKept = isKeptByService(field) || field.readOnly;
  const isFilled = field.default !== null || isOfCaller(field);
  const create = isKept ? 'never' : required && !isFilled ? 'required' : 'optional';
  return {
    api,
    property: propertyOf(api),
    column: columnOf(field),
    field,
    required,
    create,
    update: isKept || isKey ? 'never' : 'optional',
    isShown: !field.writeOnly && !field.secret,
  };
}

/** Whether the service fills in who is calling, where nobody says otherwise. */
export const isOfCaller = ({ role }: FieldModel): boolean => role === 'owner' || role === 'tenant';

/** Whether the service or PostgreSQL writes the value, and no caller. */
export const isKeptByService = ({ generated, role, default: made }: FieldModel): boolean =>
  generated !== null ||
  role === 'createdAt' ||
  role === 'updatedAt' ||
  role === 'version' ||
  (made?.kind === 'identity' && made.always);

/** The field that a column made for a relation would be. */
const heldIn = (relation: RelationModel, held: FieldModel, column: string): FieldModel => ({
  ...held,
  id: relation.id,
  column,
  description: relation.description,
  required: relation.required,
  unique: relation.kind === 'one-to-one',
  default: null,
  generated: null,
  role: null,
  readOnly: false,
  writeOnly: false,
  secret: false,
  searchable: false,
  sortable: false,
  readableBy: null,
  writableBy: null,
});
