import { createHash } from 'node:crypto';
import { isUnique, columnInSql } from '../entity-files/table-file';
import { columnName, tableName } from '../model/derived-names';
import type { EntityModel, FieldModel, ServiceModel } from '../model/service-model';
import { lines, sqlString } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';

const HEADER = `-- The tables of the model. Every statement may run again: what is there already stays, nothing is ever dropped.
-- Changes that this file cannot make, such as a new type of a column, belong in a file of your own beside it.
`;

/** `migrations/0000_model.sql`: brings an empty database, or one of an earlier model, to the tables of the model. */
export function migrationFile(model: ServiceModel): GeneratedFile {
  const targets = new Map(model.entities.map((entity) => [entity.id, entity]));
  const parts = [
    HEADER,
    ...model.entities.map(createTable),
    ...model.entities
      .filter((entity) => entity.fields.length > 0)
      .map((entity) => addColumns(entity, targets)),
    ...model.entities.flatMap((entity) => entity.fields.flatMap((field) => constraints(entity, field))),
  ];
  return file('migrations/0000_model.sql', parts.join('\n'));
}

function createTable(entity: EntityModel): string {
  const comment = lines(entity.description.trim())
    .map((line) => `-- ${line}`.trimEnd())
    .join('\n');
  return `${entity.description.trim() === '' ? '' : `${comment}\n`}CREATE TABLE IF NOT EXISTS "${tableName(entity)}" (
  "id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "updated_at" timestamptz NOT NULL DEFAULT now()
);
`;
}

/** All tables are there by now, so references may go in any direction. */
function addColumns(entity: EntityModel, targets: Map<string, EntityModel>): string {
  const columns = entity.fields.map((field) => {
    const target = field.relation && targets.get(field.relation.entityId);
    const reference = target ? ` REFERENCES "${tableName(target)}" ("id")` : '';
    return `  ADD COLUMN IF NOT EXISTS ${columnInSql(entity, field)}${reference}`;
  });
  return `ALTER TABLE "${tableName(entity)}"\n${columns.join(',\n')};\n`;
}

function constraints(entity: EntityModel, field: FieldModel): string[] {
  const table = tableName(entity);
  const column = columnName(field);
  if (field.type === 'enum') return [optionsCheck(table, column, field.options ?? [], isUnique(field))];
  if (isUnique(field)) return [uniqueIndex(table, column)];
  if (field.relation)
    return [
      `CREATE INDEX IF NOT EXISTS "${identifier(table, column, 'idx')}" ON "${table}" ("${column}");\n`,
    ];
  return [];
}

const uniqueIndex = (table: string, column: string) =>
  `CREATE UNIQUE INDEX IF NOT EXISTS "${identifier(table, column, 'key')}" ON "${table}" ("${column}");\n`;

function optionsCheck(table: string, column: string, options: string[], unique: boolean): string {
  const name = identifier(table, column, 'check');
  return `ALTER TABLE "${table}"
  DROP CONSTRAINT IF EXISTS "${name}",
  ADD CONSTRAINT "${name}" CHECK ("${column}" IN (${options.map(sqlString).join(', ')}));
${unique ? uniqueIndex(table, column) : ''}`;
}

/** PostgreSQL cuts identifiers at 63 bytes, which could make two of them equal: a long one ends in a hash instead. */
function identifier(table: string, column: string, kind: string): string {
  const name = `${table}_${column}_${kind}`;
  if (name.length <= 63) return name;
  return `${name.slice(0, 50)}_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
