import { Type } from '@sinclair/typebox';
import {
  Description,
  flag,
  Id,
  Identifier,
  listOf,
  MODEL_LIMITS,
  nullable,
  oneOf,
  PhysicalName,
} from './building-blocks';

export const RELATION_KINDS = ['many-to-one', 'one-to-one', 'many-to-many'] as const;
export const REFERENTIAL_RULES = ['no action', 'restrict', 'cascade', 'set null', 'set default'] as const;
export const CHECK_TIMES = ['at once', 'deferrable', 'at commit'] as const;

export const JOIN_KEY_KINDS = ['primary key', 'unique index'] as const;

const JoinTable = Type.Object(
  {
    table: PhysicalName('The join table'),
    schema: PhysicalName("The join table's schema"),
    ownColumn: PhysicalName('The column that points at this entity'),
    targetColumn: PhysicalName('The column that points at the other'),
    key: oneOf(JOIN_KEY_KINDS, {
      default: 'primary key',
      description: 'What keeps a pair from being there twice, over both columns.',
    }),
    keyConstraint: PhysicalName('The primary key or unique index over both columns'),
    ownConstraint: PhysicalName('The foreign key to this entity'),
    targetConstraint: PhysicalName('The foreign key to the other'),
    index: PhysicalName('The index on the column that points at the other'),
  },
  { additionalProperties: false },
);

/** The other side of a relation, as the entity that it points at sees it. */
const Inverse = Type.Object(
  {
    name: nullable(Identifier, 'What the other entity calls it; null: it has no name there.'),
    description: Description,
  },
  { additionalProperties: false, default: { name: null, description: '' } },
);

/** How rows of one entity point at rows of another. It stands on the side that holds the key. */
export const Relation = Type.Object(
  {
    id: Id,
    name: Identifier,
    kind: oneOf(RELATION_KINDS, { default: 'many-to-one', description: 'How many there are on each side.' }),
    entityId: Id,
    description: Description,
    required: flag('Whether every row points at one. Where `fields` are named, these say it.'),
    column: PhysicalName('The column that is made for it'),
    fields: listOf(
      Id,
      MODEL_LIMITS.keyParts,
      'Fields of this entity that hold the key; empty: a column is made for it.',
    ),
    references: listOf(Id, MODEL_LIMITS.keyParts, 'Fields of the other that they hold; empty: its key.'),
    onDelete: oneOf(REFERENTIAL_RULES, {
      default: 'no action',
      description:
        'What happens when the other row goes; of a many-to-many: to the pairs, when either row goes.',
    }),
    onUpdate: oneOf(REFERENTIAL_RULES, {
      default: 'no action',
      description: 'What happens when its key changes.',
    }),
    checked: oneOf(CHECK_TIMES, {
      default: 'at once',
      description: 'When PostgreSQL asks whether the other is there.',
    }),
    constraint: PhysicalName('The foreign key'),
    enforced: flag('Whether PostgreSQL holds a foreign key; else nothing but the service keeps it.', true),
    inverse: Inverse,
    joinTable: nullable(JoinTable, 'Names of the table behind a many-to-many; null: made from the entities.'),
  },
  { additionalProperties: false },
);
