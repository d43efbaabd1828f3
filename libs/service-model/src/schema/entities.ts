import { Type } from '@sinclair/typebox';
import {
  Description,
  Expression,
  flag,
  Id,
  Identifier,
  listOf,
  MODEL_LIMITS,
  nullable,
  oneOf,
  PhysicalName,
} from './building-blocks';
import { Field } from './fields';
import { CHECK_TIMES, Relation } from './relations';

export const INDEX_METHODS = ['btree', 'hash', 'gin', 'gist', 'brin', 'spgist'] as const;
export const KEY_KINDS = ['primary key', 'unique constraint', 'unique index'] as const;
export const UNIQUE_KINDS = ['constraint', 'index'] as const;
export const ACTIONS = ['create', 'read', 'update', 'delete', 'list'] as const;
export const ROW_SCOPES = ['all', 'own', 'tenant'] as const;

const KeyParts = Type.Array(Id, { minItems: 1, maxItems: MODEL_LIMITS.keyParts });

/** What names one row. */
const Key = Type.Object(
  {
    fields: KeyParts,
    kind: oneOf(KEY_KINDS, { default: 'primary key', description: 'What holds it in PostgreSQL.' }),
    constraint: PhysicalName('The primary key, constraint or index'),
  },
  { additionalProperties: false },
);

const Unique = Type.Object(
  {
    id: Id,
    fields: KeyParts,
    kind: oneOf(UNIQUE_KINDS, {
      default: 'constraint',
      description: 'What holds it in PostgreSQL; some tools make a unique index and no constraint.',
    }),
    constraint: PhysicalName('The constraint or index'),
    nullsNotDistinct: flag('Whether two rows without a value count as equal.'),
    checked: oneOf(CHECK_TIMES, { default: 'at once', description: 'When PostgreSQL checks it.' }),
  },
  { additionalProperties: false },
);

const IndexPart = Type.Object(
  {
    fieldId: nullable(Id, 'A field, or a relation whose column is made for it.'),
    expression: nullable(Expression, 'An expression instead of a field.'),
    descending: flag('Whether the greatest comes first.'),
    nulls: nullable(
      oneOf(['first', 'last'], { description: 'Where rows without a value stand.' }),
      'Where rows without a value stand; null: as PostgreSQL has it.',
    ),
    operatorClass: nullable(Type.String({ minLength: 1, maxLength: 200 }), 'Such as `gin_trgm_ops`.'),
  },
  { additionalProperties: false },
);

const Index = Type.Object(
  {
    id: Id,
    name: PhysicalName('The index'),
    parts: Type.Array(IndexPart, { minItems: 1, maxItems: MODEL_LIMITS.keyParts }),
    unique: flag('Whether no two rows may be equal in it.'),
    method: oneOf(INDEX_METHODS, { default: 'btree', description: 'How it is kept.' }),
    include: listOf(Id, MODEL_LIMITS.keyParts, 'Fields that it holds besides.'),
    where: nullable(Expression, 'Only rows of which this holds are in it.'),
    nullsNotDistinct: flag('Whether two rows without a value count as equal.'),
  },
  { additionalProperties: false },
);

const Check = Type.Object(
  { id: Id, constraint: PhysicalName('The constraint'), expression: Expression },
  { additionalProperties: false },
);

/** Who may do what with which rows. */
const AccessRule = Type.Object(
  {
    roleId: nullable(Id, 'Whom it is for; null: everybody who is signed in.'),
    actions: Type.Array(oneOf(ACTIONS, { description: 'What they may do.' }), {
      minItems: 1,
      maxItems: ACTIONS.length,
      uniqueItems: true,
    }),
    rows: oneOf(ROW_SCOPES, {
      default: 'all',
      description: 'Which rows: all, those that they own, or those of their tenant.',
    }),
  },
  { additionalProperties: false },
);

/** One kind of thing that the service keeps: a table. */
export const Entity = Type.Object(
  {
    id: Id,
    name: Identifier,
    pluralName: nullable(Identifier, 'Names the route; null makes it of the name.'),
    table: PhysicalName('The table'),
    schema: PhysicalName('The schema that the table is in'),
    description: Description,
    fields: Type.Array(Field, { maxItems: MODEL_LIMITS.fields }),
    relations: listOf(Relation, MODEL_LIMITS.relations, 'What it points at.'),
    key: Type.Union([Key, Type.Null()], {
      description: 'What names one row; null: rows are listed and added, and cannot be told apart.',
    }),
    uniques: listOf(
      Unique,
      MODEL_LIMITS.uniques,
      'What is unique over several fields, or has a name of its own.',
    ),
    indexes: listOf(Index, MODEL_LIMITS.indexes, 'What makes rows quick to find.'),
    checks: listOf(Check, MODEL_LIMITS.checks, 'What holds for each row.'),
    access: Type.Array(AccessRule, {
      maxItems: 200,
      default: [{ roleId: null, actions: [...ACTIONS], rows: 'all' }],
      description: 'Who may do what; everybody who is signed in may do all unless it says otherwise.',
    }),
  },
  { additionalProperties: false },
);
