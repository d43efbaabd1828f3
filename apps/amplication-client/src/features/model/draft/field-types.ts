import type { CommonField, FieldDefault, FieldModel, FieldOf, FieldType } from './model';

/** The types of a field in the words of the screen, in the order in which they are offered. */
export const FIELD_TYPE_LABELS: Record<FieldType, string> = {
  text: 'Text',
  integer: 'Whole number',
  decimal: 'Decimal number',
  double: 'Floating-point number',
  boolean: 'Yes or no',
  date: 'Date',
  time: 'Time of day',
  timestamp: 'Date and time',
  enum: 'One of several values',
  uuid: 'UUID',
  json: 'JSON',
  bytes: 'Bytes',
  other: 'Another PostgreSQL type',
};

/** What a field of each type begins with. */
const BEGINNINGS: { [T in FieldType]: Omit<FieldOf<T>, keyof CommonField> } = {
  text: { type: 'text', minLength: null, maxLength: null, format: null, pattern: null, store: 'text' },
  integer: { type: 'integer', bytes: 4, minimum: null, maximum: null },
  decimal: { type: 'decimal', precision: null, scale: null, minimum: null, maximum: null },
  double: { type: 'double', bytes: 8, minimum: null, maximum: null },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  time: { type: 'time', precision: null, zone: false },
  timestamp: { type: 'timestamp', precision: null, zone: true },
  json: { type: 'json', binary: true },
  bytes: { type: 'bytes' },
  uuid: { type: 'uuid' },
  enum: { type: 'enum', enumId: '' },
  other: { type: 'other', typeName: 'inet' },
};

type Role = NonNullable<CommonField['role']>;

export const ROLE_LABELS: Record<Role, string> = {
  createdAt: 'Time of creation',
  updatedAt: 'Time of the last change',
  version: 'Version of the row',
  owner: 'Owner of the row',
  tenant: 'Tenant of the row',
};

const ROLE_TYPES: Record<Role, readonly FieldType[]> = {
  createdAt: ['timestamp', 'date'],
  updatedAt: ['timestamp', 'date'],
  version: ['integer'],
  owner: ['text', 'uuid', 'integer'],
  tenant: ['text', 'uuid', 'integer'],
};

const ROLES: readonly Role[] = ['createdAt', 'updatedAt', 'version', 'owner', 'tenant'];

/** What a field of this type can be used for by the service itself. */
export const rolesOf = (type: FieldType): Role[] => ROLES.filter((role) => ROLE_TYPES[role].includes(type));

const isFieldType = (value: string): value is FieldType => Object.hasOwn(FIELD_TYPE_LABELS, value);

/** The field type that a select handed back. */
export function toFieldType(value: string | null): FieldType {
  return value !== null && isFieldType(value) ? value : 'text';
}

/** A field that says nothing yet but its id. */
export const newField = (id: string): FieldModel => ({
  ...BEGINNINGS.text,
  id,
  name: '',
  column: null,
  description: '',
  required: false,
  unique: false,
  list: false,
  default: null,
  generated: null,
  role: null,
  readOnly: false,
  writeOnly: false,
  secret: false,
  searchable: false,
  sortable: true,
  readableBy: null,
  writableBy: null,
});

/** The field with another type: it keeps what every field has, as far as the new type can have it. */
export function withType(field: FieldModel, type: FieldType): FieldModel {
  if (type === field.type) return field;
  const common = commonOf(field);
  const isText = type === 'text';
  return {
    ...common,
    ...BEGINNINGS[type],
    secret: common.secret && isText,
    searchable: common.searchable && isText,
    role: common.role !== null && ROLE_TYPES[common.role].includes(type) ? common.role : null,
    default:
      common.default &&
      defaultKinds(type, common.list).includes(common.default.kind) &&
      common.default.kind !== 'literal'
        ? common.default
        : null,
  };
}

/** The kinds of default that a field of this type can have. */
export function defaultKinds(type: FieldType, list: boolean): FieldDefault['kind'][] {
  if (list) return ['literal', 'expression'];
  switch (type) {
    case 'date':
    case 'time':
    case 'timestamp':
      return ['literal', 'now', 'expression'];
    case 'integer':
      return ['literal', 'identity', 'sequence', 'expression'];
    case 'text':
    case 'uuid':
      return ['literal', 'id', 'expression'];
    default:
      return ['literal', 'expression'];
  }
}

function commonOf(field: FieldModel): CommonField {
  return {
    id: field.id,
    name: field.name,
    column: field.column,
    description: field.description,
    required: field.required,
    unique: field.unique,
    list: field.list,
    default: field.default,
    generated: field.generated,
    role: field.role,
    readOnly: field.readOnly,
    writeOnly: field.writeOnly,
    secret: field.secret,
    searchable: field.searchable,
    sortable: field.sortable,
    readableBy: field.readableBy,
    writableBy: field.writableBy,
  };
}
