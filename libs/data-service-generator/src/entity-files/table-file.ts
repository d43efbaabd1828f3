import { type FieldModel, tableOf } from '@amplication/service-model';
import { propertyOf } from '../names/own-names';
import type { JoinPlan } from '../plan/links-plan';
import { docComment, tsString } from '../render/escape';
import { file, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { LINE_WIDTH, list, paragraphs } from '../render/layout';
import { fieldCode } from '../types/field-code';
import { FROM } from '../types/type-code';
import { type CodedColumn, type EntityContext, writeCall } from '../context/entity-context';
import { writeSchema } from '../types/schema-code';
import { defaultCalls } from './default-calls';

const UP = '..';

/** `customers/customers.table.ts`: the table as Drizzle knows it, and the type of its rows. */
export function tableFile(context: EntityContext): GeneratedFile {
  const { entity, names, columns, key } = context;
  const imports = new Imports();
  const { schema, name } = tableOf(entity);
  const body = columns.map((column) => columnLine(context, column, imports)).join('');
  const start = `export const ${names.table} = ${tableStart(schema, imports)}`;
  const whole =
    key.length < 2
      ? `${start}${tsString(name)}, {\n${body}});\n`
      : `${start}\n  ${tsString(name)},\n  {\n${body.replace(/^(?=.)/gm, '  ')}  },\n${keyOverSeveral(key, imports)});\n`;
  const table = docComment(entity.description || `One row is one ${names.words}.`) + whole;
  const joins = context.links
    .filter(({ side }) => side === 'own')
    .map(({ join }) => joinTable(context, join, imports));
  return file(
    `src/${names.folder}/${names.folder}.table.ts`,
    paragraphs(
      imports.toString(),
      table,
      `export type ${names.row} = typeof ${names.table}.$inferSelect;\n`,
      ...joins,
    ),
  );
}

/** `publicSchema.table(`: no table is looked for along the search path, where those of PostgreSQL come first. */
const tableStart = (schema: string, imports: Imports): string => `${writeSchema(schema, imports, UP)}.table(`;

function columnLine(context: EntityContext, column: CodedColumn, imports: Imports): string {
  const calls = [
    ...(column.required ? ['.notNull()'] : []),
    ...(context.key.length === 1 && context.key[0] === column ? ['.primaryKey()'] : []),
    ...(column.field.unique ? ['.unique()'] : []),
    ...defaultCalls(column, imports),
    ...referenceCall(context, column, imports),
  ];
  const start = columnCall(column, imports);
  const isSimple = !start.includes('listOf(') && !calls.some((call) => call.includes('=>'));
  const [only = '', ...others] = calls;
  // The columns of a table whose key has several parts stand further in.
  const width = LINE_WIDTH - (context.key.length < 2 ? 0 : 2);
  const fits = `  ${column.property}: ${start}${calls.join('')},`.length <= width;
  const chain =
    fits && (calls.length < 2 || isSimple)
      ? start + calls.join('')
      : others.length === 0 && only.endsWith(' })')
        ? start +
          only.replace(
            /, \{ (on.*) \}\)$/,
            (_all, rules: string) => `, {\n      ${rules.replaceAll(', ', ',\n      ')},\n    })`,
          )
        : start + calls.map((call) => `\n    ${call}`).join('');
  return `${docComment(column.field.description, '  ')}  ${column.property}: ${chain},\n`;
}

/** The column without what is said about it: by a builder of Drizzle where there is one, else by a codec. */
function columnCall({ column, field, code }: CodedColumn, imports: Imports): string {
  const name = tsString(column);
  if (code.builder && !field.list)
    return writeCall({ ...code.builder, args: [name, ...code.builder.args] }, imports, UP);
  const codec = writeCall(code.codec, imports, UP);
  imports.add(`${UP}${FROM.columns}`, 'column');
  if (!field.list) return `column(${name}, ${codec})`;
  imports.add(`${UP}${FROM.columns}`, 'listOf');
  return `column(${name}, listOf(${codec}))`;
}

function referenceCall(
  { names, service }: EntityContext,
  { reference }: CodedColumn,
  imports: Imports,
): string[] {
  const target = reference ? service.entityOf.get(reference.entity.id) : undefined;
  if (!reference || !target) return [];
  imports.add(FROM.drizzle, 'type AnyPgColumn');
  if (target.names.folder !== names.folder)
    imports.add(`../${target.names.folder}/${target.names.folder}.table`, target.names.table);
  const { onDelete, onUpdate } = reference.relation;
  const rules = [
    ...(onDelete === 'no action' ? [] : [`onDelete: '${onDelete}'`]),
    ...(onUpdate === 'no action' ? [] : [`onUpdate: '${onUpdate}'`]),
  ];
  const held = `(): AnyPgColumn => ${target.names.table}.${propertyOf(reference.field.name)}`;
  return [`.references(${[held, ...(rules.length > 0 ? [`{ ${rules.join(', ')} }`] : [])].join(', ')})`];
}

function keyOverSeveral(key: CodedColumn[], imports: Imports): string {
  imports.add(FROM.drizzle, 'primaryKey');
  const columns = key.map(({ property }) => `table.${property}`);
  const short = `  (table) => [primaryKey({ columns: [${columns.join(', ')}] })],\n`;
  if (short.length <= 111) return short;
  return `  (table) => [\n${list('primaryKey({ columns: [', columns, '] }),', { indent: '    ' })}\n  ],\n`;
}

/** The table behind a many-to-many. */
function joinTable({ service }: EntityContext, join: JoinPlan, imports: Imports): string {
  const { place, owner, target, table, relation } = join;
  const line = (property: string, column: string, field: FieldModel | undefined) => {
    if (!field) return '';
    const code = fieldCode(field, service.enums);
    const call = code.builder
      ? writeCall({ ...code.builder, args: [tsString(column), ...code.builder.args] }, imports, UP)
      : `column(${tsString(column)}, ${writeCall(code.codec, imports, UP)})`;
    if (!code.builder) imports.add(`${UP}${FROM.columns}`, 'column');
    return `  ${property}: ${call}.notNull(),\n`;
  };
  return `/** Which ${target.names.words} rows a ${owner.names.words} has as its ${relation.name}. */
export const ${table} = ${tableStart(place.schema, imports)}${tsString(place.name)}, {
${line('own', place.ownColumn, owner.key[0]?.field)}${line('target', place.targetColumn, target.key[0]?.field)}});
`;
}
