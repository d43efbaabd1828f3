import { isAwkward } from '../names/own-names';
import { capital, withArticle } from '../names/spelling';
import type { ColumnPlan } from '../plan/column-plan';
import type { RelatedPlan } from '../plan/related-plan';
import { docComment, tsString } from '../render/escape';
import { Imports } from '../render/imports';
import { LINE_WIDTH, list, paragraphs } from '../render/layout';
import { apiProperty } from './api-property';
import { classBody } from './class-body';
import { FROM } from '../types/type-code';
import { type CodedColumn, type EntityContext, importType, nullableTypeOf } from '../context/entity-context';

const UP = '../..';

/** A row as the API shows it, a page of them, and how a row becomes one: what is never shown is left out. */
export function responseDto(context: EntityContext): string {
  const { entity, names, columns, related } = context;
  const imports = new Imports();
  imports.add('@nestjs/swagger', 'ApiProperty');
  const shown = columns.filter(({ isShown }) => isShown);
  const properties = [
    ...shown.map((column) => shownProperty(column, imports)),
    ...related.map((plan) => relatedProperty(context, plan, imports)),
  ];
  const page = pageClass(context, imports);
  const converter = toDto(context, shown, imports);
  const tag = context.key.length === 0 ? '' : tagOf(context, imports);
  return paragraphs(
    imports.toString(),
    docComment(entity.description || `${capital(withArticle(names.words))}, as the API shows it.`) +
      classBody(names.dto, properties),
    page,
    converter,
    tag,
  );
}

/** Whether only some roles may see it. */
const isHidden = ({ field }: ColumnPlan): boolean => field.readableBy !== null;

/** Whether there is something that only some roles may see. */
export const hasHidden = (columns: readonly ColumnPlan[]): boolean =>
  columns.some((column) => column.isShown && isHidden(column));

function shownProperty(column: CodedColumn, imports: Imports): string {
  const hidden = isHidden(column);
  const api = apiProperty(hidden ? 'ApiPropertyOptional' : 'ApiProperty', column, imports, {
    isNullable: !column.required,
    isShown: true,
    note: hidden ? 'Left out for those who may not see it.' : '',
  });
  importType(column, imports, UP);
  return `${api}  ${column.property}${hidden ? '?' : '!'}: ${shownType(column, imports)};\n`;
}

/** The type of what is shown. Whoever wrote the row may have put null or lists into a list. */
function shownType(column: CodedColumn, imports: Imports): string {
  const { field, code, required } = column;
  if (!field.list || code.type === 'unknown') return nullableTypeOf(column);
  imports.add(`${UP}${FROM.columns}`, 'type Listed');
  return `Listed<${code.type}>${required ? '' : ' | null'}`;
}

/** Rows of others, told to OpenAPI by their name: classes that point at each other could not be loaded. */
function relatedProperty({ names }: EntityContext, plan: RelatedPlan, imports: Imports): string {
  const { other, many } = plan;
  imports.add('@nestjs/swagger', 'ApiPropertyOptional');
  if (other.names.dto !== names.dto)
    imports.add(`../../${other.names.folder}/dto/${other.names.file}.dto`, `type ${other.names.dto}`);
  const reference = `$ref: '#/components/schemas/${other.names.dto}'`;
  const parts = [
    ...(isAwkward(plan.api) ? [`name: ${tsString(plan.api)}`] : []),
    ...(many
      ? ["type: 'array'", `items: { ${reference} }`]
      : [`allOf: [{ ${reference} }]`, 'nullable: true']),
    `description: ${tsString(`With \`_include=${plan.api}\`${many ? ': at most 100 of them' : ''}.`)}`,
  ];
  const decorator = list('@ApiPropertyOptional({', parts, '})', { indent: '  ', padding: ' ' });
  return `${decorator}\n  ${plan.property}?: ${other.names.dto}${many ? '[]' : ' | null'};\n`;
}

function pageClass({ names }: EntityContext, imports: Imports): string {
  imports.add('@nestjs/swagger', 'ApiPropertyOptional');
  const next = "{ type: String, nullable: true, description: '`_cursor` of what follows; null at the end.' }";
  const total = "{ type: 'integer', description: 'How many there are in all; with `_total=true`.' }";
  return `/** A part of a list. */\n${classBody(names.pageDto, [
    `  @ApiProperty({ type: [${names.dto}] })\n  items!: ${names.dto}[];\n`,
    `  @ApiProperty(${next})\n  next!: string | null;\n`,
    `  @ApiPropertyOptional(${total})\n  total?: number;\n`,
  ])}`;
}

/** How a row becomes what the API shows of it. */
function toDto({ names, related }: EntityContext, shown: CodedColumn[], imports: Imports): string {
  imports.add(`../../../${names.folder}/${names.folder}.table`, `type ${names.row}`);
  const hiding = shown.some(isHidden);
  const lines = shown.map((column) =>
    isHidden(column) ? hiddenLine(column) : `${column.property}: row.${column.property},`,
  );
  const parameters = [`${shown.length === 0 ? '_row' : 'row'}: ${names.row}`];
  if (hiding) parameters.push('hidden: ReadonlySet<string>');
  if (related.length > 0) {
    imports.add('../relations', `type ${names.related}`);
    parameters.push(`related: ${names.related} = {}`);
    lines.push('...related,');
  }
  const isRenamed = [...shown, ...related].some(({ api }) => isAwkward(api));
  const isFloating = shown.some(({ field }) => field.type === 'double');
  const wrapper = isRenamed ? 'withApiNames' : isFloating ? 'withJsonNumbers' : '';
  if (wrapper !== '') imports.add(`${UP}${FROM.apiNames}`, wrapper);
  const object = (indent: string) =>
    lines.length === 0 ? '{}' : `{\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}}`;
  const head = list(`export const ${names.toDto} = (`, parameters, `): ${names.dto} =>`);
  const isLong = head.includes('\n') || head.length > LINE_WIDTH;
  const body =
    wrapper === ''
      ? ` (${object('')})`
      : isLong
        ? ` ${wrapper}(${object('')})`
        : `\n  ${wrapper}(${object('  ')})`;
  return `/** What the API shows of a row. */\n${head}${body};\n`;
}

/** Whether the tag of a row is made of what the caller may see of it, which is not the same for all. */
export const hasTagOfCaller = (columns: readonly ColumnPlan[]): boolean =>
  hasHidden(columns) && !columns.some(({ field }) => field.role === 'version');

/** What tells one state of a row from another. */
function tagOf({ names, columns }: EntityContext, imports: Imports): string {
  const version = columns.find(({ field }) => field.role === 'version');
  imports.add('../../http/etag', version ? 'etagOfVersion' : 'etagOf');
  if (hasTagOfCaller(columns)) return tagOfCaller({ names }, imports);
  const call = version ? `etagOfVersion(row.${version.property})` : `etagOf(${names.toDto}(row))`;
  const short = `export const ${names.tag} = (row: ${names.row}): string => ${call};`;
  const text = short.length <= LINE_WIDTH ? short : short.replace('=> ', '=>\n  ');
  return `/** The ETag of a row: it changes with the row. */\n${text}\n`;
}

function tagOfCaller({ names }: Pick<EntityContext, 'names'>, imports: Imports): string {
  imports.add('../../auth/caller', 'type Caller');
  imports.add('../../auth/permissions', 'hiddenFields');
  imports.add('../../permissions', names.permissions);
  const call = `etagOf(${names.toDto}(row, hiddenFields(${names.permissions}, caller)))`;
  return `/** The ETag of a row, of what the caller may see: whoever knows all but one value could guess that from another. */
export const ${names.tag} = (row: ${names.row}, caller: Caller): string =>
  ${call};
`;
}

const hiddenLine = ({ property }: CodedColumn): string =>
  `...(hidden.has('${property}') ? {} : { ${property}: row.${property} }),`;
