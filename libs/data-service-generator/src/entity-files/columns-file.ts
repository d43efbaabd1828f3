import { type FieldModel, tableOf } from '@amplication/service-model';
import type { JoinPlan } from '../plan/links-plan';
import { docComment, tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { LINE_WIDTH, paragraphs } from '../render/layout';
import { fieldCode } from '../types/field-code';
import { FROM } from '../types/type-code';
import { type CodedColumn, type EntityContext, writeCall } from '../context/entity-context';
import { writeSchema } from '../types/schema-code';
import { defaultCalls } from './default-calls';

const UP = '..';

/** `customers/columns.ts`: the columns of the model as Drizzle knows them, and the tables behind many-to-many relations. */
export function columnsFile(context: EntityContext): GeneratedFile {
  const { entity, names, columns } = context;
  const imports = new Imports();
  const { schema, name } = tableOf(entity);
  const body = columns.map((column) => columnLine(context, column, imports)).join('');
  const place = `export const ${names.place} = { schema: ${writeSchema(schema, imports, UP)}, name: ${tsString(name)} } as const;\n`;
  const joins = context.links
    .filter(({ side }) => side === 'own')
    .map(({ join }) => joinTable(context, join, imports));
  return generated(
    `${names.folder}/columns.ts`,
    paragraphs(
      imports.toString(),
      `${docComment(entity.description || `One row is one ${names.words}.`)}export const ${names.columns} = ${body === '' ? '{}' : `{\n${body}}`};\n`,
      `/** Where PostgreSQL keeps ${names.words} rows. */\n${fitObject(place)}`,
      ...joins,
    ),
  );
}

/** A constant that is an object, with a line for each of its two parts where one is too long for both. */
function fitObject(line: string): string {
  if (line.length <= LINE_WIDTH + 1) return line;
  return line
    .replace('{ schema: ', '{\n  schema: ')
    .replace(', name: ', ',\n  name: ')
    .replace(' } as const', ',\n} as const');
}

/** `publicSchema.table(`: no table is looked for along the search path, where those of PostgreSQL come first. */
const tableStart = (schema: string, imports: Imports): string => `${writeSchema(schema, imports, UP)}.table(`;

function columnLine(context: EntityContext, column: CodedColumn, imports: Imports): string {
  const calls = [
    ...(column.required ? ['.notNull()'] : []),
    ...(context.key.length === 1 && context.key[0] === column ? ['.primaryKey()'] : []),
    ...(column.field.unique ? ['.unique()'] : []),
    ...defaultCalls(column, imports),
  ];
  const start = columnCall(column, imports);
  const isSimple = !start.includes('listOf(') && !calls.some((call) => call.includes('=>'));
  const fits = `  ${column.property}: ${start}${calls.join('')},`.length <= LINE_WIDTH;
  const chain =
    fits && (calls.length < 2 || isSimple)
      ? start + calls.join('')
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
