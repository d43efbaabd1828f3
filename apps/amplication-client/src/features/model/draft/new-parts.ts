import { newField, withType } from './field-types';
import type {
  EntityModel,
  EnumModel,
  FieldDefault,
  FieldModel,
  FieldType,
  IndexModel,
  RelationModel,
  UniqueModel,
} from './model';

const newId = () => crypto.randomUUID();

/** What a new entity can be told apart by, in the words of the screen. */
export const ID_LABELS = {
  uuid: 'UUID',
  counted: 'Number, counted up',
  text: 'Short text (cuid)',
  none: 'No id',
} as const;
export type IdKind = keyof typeof ID_LABELS;

const ID_FIELDS: Record<Exclude<IdKind, 'none'>, [FieldType, FieldDefault]> = {
  uuid: ['uuid', { kind: 'id', made: 'uuidv7', by: 'service', length: null }],
  counted: ['integer', { kind: 'identity', always: false }],
  text: ['text', { kind: 'id', made: 'cuid2', by: 'service', length: null }],
};

/** An entity with an id and the times of its rows. */
export function newEntity(): EntityModel {
  return withId(
    {
      id: newId(),
      name: '',
      pluralName: null,
      table: null,
      schema: null,
      description: '',
      fields: [rowField('createdAt'), rowField('updatedAt')],
      relations: [],
      key: null,
      uniques: [],
      indexes: [],
      checks: [],
      access: [{ roleId: null, actions: ['create', 'read', 'update', 'delete', 'list'], rows: 'all' }],
    },
    'uuid',
  );
}

/** A new entity with another kind of id. */
export function withId(entity: EntityModel, kind: IdKind): EntityModel {
  const rest = entity.fields.filter(({ id }) => !entity.key?.fields.includes(id));
  if (kind === 'none') return { ...entity, fields: rest, key: null };
  const [type, value] = ID_FIELDS[kind];
  const field = {
    ...withType(newField(newId()), type),
    name: 'id',
    required: true,
    readOnly: true,
    default: value,
  };
  return {
    ...entity,
    fields: [kind === 'counted' && field.type === 'integer' ? { ...field, bytes: 8 } : field, ...rest],
    key: { fields: [field.id], kind: 'primary key', constraint: null },
  };
}

/** The fields that the service keeps by itself, as they are made with one tick. */
export type RowRole = 'createdAt' | 'updatedAt' | 'version';

export function rowField(role: RowRole): FieldModel {
  const isTime = role !== 'version';
  return {
    ...withType(newField(newId()), isTime ? 'timestamp' : 'integer'),
    name: role,
    required: true,
    readOnly: true,
    role,
    default: isTime ? { kind: 'now' } : { kind: 'literal', value: 1 },
  };
}

export const newFieldPart = (): FieldModel => newField(newId());

/** It points at nothing until a person says at what. */
export const newRelation = (entityId = ''): RelationModel => ({
  id: newId(),
  name: '',
  kind: 'many-to-one',
  entityId,
  description: '',
  required: false,
  column: null,
  fields: [],
  references: [],
  onDelete: 'no action',
  onUpdate: 'no action',
  checked: 'at once',
  constraint: null,
  enforced: true,
  inverse: { name: null, description: '' },
  joinTable: null,
});

export const newUnique = (): UniqueModel => ({
  id: newId(),
  fields: [],
  kind: 'constraint',
  constraint: null,
  nullsNotDistinct: false,
  checked: 'at once',
});

export const newIndex = (): IndexModel => ({
  id: newId(),
  name: null,
  parts: [],
  unique: false,
  method: 'btree',
  include: [],
  where: null,
  nullsNotDistinct: false,
});

export const newEnum = (name = '', values: readonly string[] = []): EnumModel => ({
  id: newId(),
  name,
  description: '',
  native: false,
  typeName: null,
  schema: null,
  values: values.map(newEnumValue),
});

export const newEnumValue = (name: string) => ({
  id: newId(),
  name,
  label: null,
  description: '',
  stored: null,
});

export const newRole = () => ({ id: newId(), name: '', description: '' });
