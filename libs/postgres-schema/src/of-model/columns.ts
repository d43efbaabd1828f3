import { columnOf, type EntityModel, relationColumns, tableOf } from '@amplication/service-model';
import type { Column, Sequence } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import { columnDefault } from './column-defaults';
import { columnType } from './column-types';
import type { EntityNames } from './derived-names';
import type { ModelParts } from './model-parts';

/** The columns of an entity: those of its fields, then those that are made for its relations. */
export function columnsOfEntity(
  parts: ModelParts,
  entity: EntityModel,
  { sequences }: EntityNames,
): Column[] {
  const { schema } = tableOf(entity);
  const keyFields = entity.key?.kind === 'primary key' ? entity.key.fields : [];
  const ofFields = entity.fields.map((field): Column => {
    const { default: value } = field;
    const identity = value?.kind === 'identity' ? (value.always ? 'always' : 'by default') : null;
    return {
      name: columnOf(field),
      type: columnType(parts, field),
      notNull: field.required || identity !== null || keyFields.includes(field.id),
      default: columnDefault(parts, field, schema, sequences),
      identity,
      generated: field.generated === null ? null : withoutBrackets(field.generated),
      comment: field.description,
    };
  });
  const made = entity.relations
    .filter(({ kind }) => kind !== 'many-to-many')
    .flatMap((relation) =>
      relationColumns(parts.model, entity, relation).flatMap(({ name, references, field }): Column[] =>
        field
          ? []
          : [
              {
                ...plainColumn(name, columnType(parts, references), relation.required),
                comment: relation.description,
              },
            ],
      ),
    );
  return [...ofFields, ...made];
}

/** A column that holds what somebody writes into it. */
export const plainColumn = (name: string, type: string, notNull: boolean): Column => ({
  name,
  type,
  notNull,
  default: null,
  identity: null,
  generated: null,
  comment: '',
});

const SEQUENCE_TYPES = { 2: 'smallint', 4: 'integer', 8: 'bigint' } as const;

/** The sequences by which fields of an entity count, each owned by its column. */
export function sequencesOf(entity: EntityModel, { sequences }: EntityNames): Sequence[] {
  const { schema, name: table } = tableOf(entity);
  return entity.fields.flatMap((field): Sequence[] => {
    const name = sequences.get(field.id);
    if (name === undefined) return [];
    return [
      {
        schema,
        name,
        type: field.type === 'integer' ? SEQUENCE_TYPES[field.bytes] : 'bigint',
        start: '1',
        increment: '1',
        ownedBy: { table, column: columnOf(field) },
      },
    ];
  });
}
