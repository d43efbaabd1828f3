import { propertyName } from '../model/derived-names';
import type { EntityModel, FieldModel } from '../model/service-model';
import { type EntityNames, entityNames, optionsConstant, withArticle } from '../render/entity-names';
import { docComment, oneLine, tsString } from '../render/escape';
import { decoratorNames, fieldCode } from '../render/field-code';
import { file, type GeneratedFile } from '../render/generated-file';
import { importLine, list, paragraphs } from '../render/layout';

const TRANSFORMERS = ['Type'];

/** The classes of `customers/dto/`: what goes in and what comes out over HTTP. */
export function dtoFiles(entity: EntityModel): GeneratedFile[] {
  const names = entityNames(entity);
  const at = (name: string) => `src/${names.route}/dto/${name}.ts`;
  return [
    file(at(`${names.file}.dto`), responseDto(entity, names)),
    file(at(`create-${names.file}.dto`), createDto(entity, names)),
    file(at(`update-${names.file}.dto`), updateDto(names)),
    file(at(`list-${names.route}.query`), listQuery(entity, names)),
  ];
}

function responseDto(entity: EntityModel, names: EntityNames): string {
  const imports =
    importLine(['ApiProperty'], '@nestjs/swagger') +
    importLine(
      enums(entity, () => true),
      tableModule(names),
    );
  const base = [
    "  @ApiProperty({ type: String, format: 'uuid' })\n  id!: string;\n",
    "  @ApiProperty({ type: String, format: 'date-time' })\n  createdAt!: Date;\n",
    "  @ApiProperty({ type: String, format: 'date-time' })\n  updatedAt!: Date;\n",
  ];
  const properties = entity.fields.map((field) => {
    const nullable = field.required ? [] : ['nullable: true'];
    const type = withNull(fieldCode(entity, field).type, field);
    return `${apiProperty('ApiProperty', entity, field, nullable)}  ${propertyName(field)}!: ${type};\n`;
  });
  const page = [
    `  @ApiProperty({ type: [${names.one}Dto] })\n  items!: ${names.one}Dto[];\n`,
    "  @ApiProperty({ type: 'integer', description: 'How many there are in all.' })\n  total!: number;\n",
  ];
  return paragraphs(
    imports,
    docComment(entity.description || sentence(`${withArticle(names.words)}, as the API shows it.`)) +
      classBody(`${names.one}Dto`, [...base, ...properties]),
    `/** A part of a list. */\n${classBody(`${names.one}PageDto`, page)}`,
  );
}

function createDto(entity: EntityModel, names: EntityNames): string {
  const used: string[] = [];
  const properties = entity.fields.map((field) => {
    const decorators = [...(field.required ? [] : ['@IsOptional()']), ...bodyValidators(entity, field)];
    used.push(...decoratorNames(decorators));
    const { type } = fieldCode(entity, field);
    const property = field.required
      ? `${propertyName(field)}!: ${type}`
      : `${propertyName(field)}?: ${withNull(type, field)}`;
    const api = field.required
      ? apiProperty('ApiProperty', entity, field)
      : apiProperty('ApiPropertyOptional', entity, field, ['nullable: true']);
    return `${api}${decorators.map((decorator) => `  ${decorator}\n`).join('')}  ${property};\n`;
  });
  const api = entity.fields.map((field) => (field.required ? 'ApiProperty' : 'ApiPropertyOptional'));
  const imports =
    importLine(api, '@nestjs/swagger') +
    validatorImports(used) +
    importLine(
      enums(entity, () => true),
      tableModule(names),
    );
  return paragraphs(
    imports,
    `/** What is needed to create ${withArticle(names.words)}. */\n${classBody(`Create${names.one}Dto`, properties)}`,
  );
}

function updateDto(names: EntityNames): string {
  return paragraphs(
    importLine(['PartialType'], '@nestjs/swagger') +
      importLine([`Create${names.one}Dto`], `./create-${names.file}.dto`),
    `/** What of ${withArticle(names.words)} is to be changed; the rest stays as it is. */\n` +
      `${list(`export class Update${names.one}Dto extends PartialType(`, [`Create${names.one}Dto`, '{ skipNullProperties: false }'], ') {}')}\n`,
  );
}

function listQuery(entity: EntityModel, names: EntityNames): string {
  const filters = entity.fields.filter((field) => fieldCode(entity, field).filter);
  const used = ['IsIn', 'IsOptional'];
  const properties = filters.map((field) => {
    const decorators = queryValidators(entity, field);
    used.push(...decoratorNames(decorators));
    return (
      apiProperty('ApiPropertyOptional', entity, field) +
      ['@IsOptional()', ...decorators].map((decorator) => `  ${decorator}\n`).join('') +
      `  ${propertyName(field)}?: ${fieldCode(entity, field).type};\n`
    );
  });
  const sort =
    "  @ApiPropertyOptional({ enum: SORT_FIELDS, default: 'createdAt' })\n" +
    '  @IsOptional()\n  @IsIn(SORT_FIELDS)\n' +
    "  _sort: (typeof SORT_FIELDS)[number] = 'createdAt';\n";
  const sortable = entity.fields
    .filter((field) => fieldCode(entity, field).sortable)
    .map((field) => `'${field.name}'`);
  const imports =
    importLine(['ApiPropertyOptional'], '@nestjs/swagger') +
    validatorImports(used.filter((name) => name !== 'ToBoolean')) +
    importLine(['ListQuery'], '../../common/list-query') +
    importLine(
      used.filter((name) => name === 'ToBoolean'),
      '../../common/to-boolean',
    ) +
    importLine(
      enums(entity, (field) => filters.includes(field)),
      tableModule(names),
    );
  return paragraphs(
    imports,
    `${list('const SORT_FIELDS = [', ["'createdAt'", "'updatedAt'", ...sortable], '] as const;')}\n`,
    `/** Which ${names.words} rows to list, and in what order. A filter that is left out matches all. */\n` +
      classBody(`List${names.many}Query extends ListQuery`, [sort, ...properties]),
  );
}

function bodyValidators(entity: EntityModel, field: FieldModel): string[] {
  const { validators } = fieldCode(entity, field);
  if (field.type === 'json') return field.required ? validators : [];
  const isText = field.type === 'text' || field.type === 'longText';
  return field.required && isText ? ['@IsNotEmpty()', ...validators] : validators;
}

/** A query string holds texts only, so numbers and booleans are read from one. */
function queryValidators(entity: EntityModel, field: FieldModel): string[] {
  const { validators } = fieldCode(entity, field);
  if (field.type === 'integer') return ['@Type(() => Number)', ...validators];
  if (field.type === 'boolean') return ['@ToBoolean()', ...validators];
  return validators;
}

function apiProperty(decorator: string, entity: EntityModel, field: FieldModel, more: string[] = []): string {
  const description = oneLine(field.description);
  const properties = [
    ...fieldCode(entity, field).schema,
    ...more,
    ...(description === '' ? [] : [`description: ${tsString(description)}`]),
  ];
  return `${list(`@${decorator}({`, properties, '})', { indent: '  ', padding: ' ' })}\n`;
}

function validatorImports(names: string[]): string {
  return (
    importLine(
      names.filter((name) => TRANSFORMERS.includes(name)),
      'class-transformer',
    ) +
    importLine(
      names.filter((name) => !TRANSFORMERS.includes(name)),
      'class-validator',
    )
  );
}

const classBody = (head: string, properties: string[]) =>
  properties.length === 0
    ? `export class ${head} {}\n`
    : `export class ${head} {\n${properties.join('\n')}}\n`;

const enums = (entity: EntityModel, which: (field: FieldModel) => boolean) =>
  entity.fields
    .filter((field) => field.type === 'enum' && which(field))
    .map((field) => optionsConstant(entity, field));

const tableModule = (names: EntityNames) => `../${names.route}.table`;

/** `unknown` holds null already. */
const withNull = (type: string, field: FieldModel) =>
  field.required || type === 'unknown' ? type : `${type} | null`;

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
