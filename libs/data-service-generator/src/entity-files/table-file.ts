import { columnName, propertyName, tableConstant } from '../model/derived-names';
import type { EntityModel, FieldModel, ServiceModel } from '../model/service-model';
import { entityNames, optionsConstant } from '../render/entity-names';
import { docComment, tsString } from '../render/escape';
import { columnDefinition, fieldCode } from '../render/field-code';
import { file, type GeneratedFile } from '../render/generated-file';
import { importLine, list, paragraphs } from '../render/layout';

/** `customers/customers.table.ts`: the table as Drizzle knows it, and the type of its rows. */
export function tableFile(model: ServiceModel, entity: EntityModel): GeneratedFile {
  const names = entityNames(entity);
  const targets = new Map(model.entities.map((other) => [other.id, other]));
  const targetOf = (field: FieldModel) => (field.relation ? targets.get(field.relation.entityId) : undefined);

  const builders = entity.fields.map((field) => fieldCode(entity, field).column.builder);
  const anyColumn = entity.fields.some((field) => field.relation) ? ['type AnyPgColumn'] : [];
  const imports = [
    importTypesFirst([...anyColumn, 'pgTable', ...builders]),
    importLine(['baseColumns'], '../database/base-columns'),
    ...otherTables(entity, targetOf),
  ].join('');
  const columns = entity.fields.map((field) => column(entity, field, targetOf(field))).join('');
  const table =
    docComment(entity.description || `One row is one ${names.words}.`) +
    `export const ${names.constant} = pgTable('${names.table}', {\n  ...baseColumns,\n${columns}});\n`;
  return file(
    `src/${names.route}/${names.route}.table.ts`,
    paragraphs(
      imports,
      options(entity),
      table,
      `export type ${names.one} = typeof ${names.constant}.$inferSelect;\n`,
    ),
  );
}

/** Sorted by name, whether or not it is a type. */
function importTypesFirst(names: string[]): string {
  const sorted = [...new Set(names)].sort((a, b) =>
    a.replace('type ', '').toLowerCase() < b.replace('type ', '').toLowerCase() ? -1 : 1,
  );
  return `${list('import {', sorted, "} from 'drizzle-orm/pg-core';", { padding: ' ' })}\n`;
}

function otherTables(
  entity: EntityModel,
  targetOf: (field: FieldModel) => EntityModel | undefined,
): string[] {
  const others = entity.fields
    .map(targetOf)
    .filter((target) => target !== undefined)
    .filter((target) => target.id !== entity.id);
  return [...new Set(others)]
    .map((other) => {
      const { route } = entityNames(other);
      return importLine([tableConstant(other)], `../${route}/${route}.table`);
    })
    .sort();
}

function options(entity: EntityModel): string {
  return entity.fields
    .filter((field) => field.type === 'enum')
    .map((field) => {
      const values = (field.options ?? []).map(tsString);
      return `${list(`export const ${optionsConstant(entity, field)} = [`, values, '] as const;')}\n`;
    })
    .join('');
}

function column(entity: EntityModel, field: FieldModel, target: EntityModel | undefined): string {
  const calls = [
    ...(field.required ? ['.notNull()'] : []),
    ...(isUnique(field) ? ['.unique()'] : []),
    ...(target ? [`.references((): AnyPgColumn => ${tableConstant(target)}.id)`] : []),
  ];
  const broken = target !== undefined && calls.length > 1;
  const chain = broken ? calls.map((call) => `\n    ${call}`).join('') : calls.join('');
  return `${docComment(field.description, '  ')}  ${propertyName(field)}: ${columnDefinition(entity, field)}${chain},\n`;
}

/** Whether no two rows may have the same value. */
export const isUnique = (field: FieldModel) => field.unique || field.relation?.kind === 'one-to-one';

/** The column in SQL, as it stands in `ALTER TABLE … ADD COLUMN`. */
export function columnInSql(entity: EntityModel, field: FieldModel): string {
  return `"${columnName(field)}" ${fieldCode(entity, field).sql}${field.required ? ' NOT NULL' : ''}`;
}
