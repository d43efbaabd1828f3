import { withArticle, capital } from '../names/spelling';
import { docComment } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { LINE_WIDTH, list, paragraphs } from '../render/layout';
import { FROM } from '../types/type-code';
import { apiProperty } from './api-property';
import { classBody } from './class-body';
import {
  type CodedColumn,
  type EntityContext,
  importType,
  nullableTypeOf,
  typeOf,
  writeCall,
  writeRule,
} from '../context/entity-context';
import { inPath } from './in-path';
import { filtersDto } from './filters-dto';
import { responseDto } from './response-dto';

const UP = '../..';

/** The classes of `customers/dto/`: what goes in and what comes out over HTTP. */
export function dtoFiles(context: EntityContext): GeneratedFile[] {
  const { names, key } = context;
  const at = (name: string) => `${names.folder}/dto/${name}.ts`;
  return [
    generated(at(`${names.file}.dto`), responseDto(context)),
    generated(at(`create-${names.file}.dto`), createDto(context)),
    generated(at(`${names.file}.filters`), filtersDto(context)),
    ...(key.length === 0
      ? []
      : [
          generated(at(`update-${names.file}.dto`), updateDto(context)),
          generated(at(`${names.file}.key`), keyDto(context)),
        ]),
  ];
}

function createDto({ names, columns, key }: EntityContext): string {
  const imports = new Imports();
  const properties = columns.flatMap((given) => {
    if (given.create === 'never') return [];
    const column = key.includes(given) ? inPath(given) : given;
    const isNeeded = column.create === 'required';
    const api = apiProperty(isNeeded ? 'ApiProperty' : 'ApiPropertyOptional', column, imports, {
      isNullable: !column.required,
      note: isCounted(column) ? COUNTED : '',
    });
    importType(column, imports, UP);
    const mark = isNeeded ? '!' : '?';
    const type = isNeeded ? typeOf(column) : nullableTypeOf(column);
    return [`${api}${ruleLines(column, imports)}  ${column.property}${mark}: ${type};\n`];
  });
  const body = classBody(names.createDto, properties);
  return paragraphs(
    imports.toString(),
    `/** What is needed to create ${withArticle(names.words)}. */\n${body}`,
  );
}

/** What callers should know of a number that PostgreSQL counts and that they may give as well. */
const COUNTED =
  'Counted by the database where it is left out. It takes no notice of a number that is given: when it comes to the same one, that row is refused with 409.';

const isCounted = ({ field }: CodedColumn) =>
  field.default?.kind === 'identity' || field.default?.kind === 'sequence';

/** The decorators of a value in a body. */
function ruleLines(column: CodedColumn, imports: Imports): string {
  const { create, required, field, code } = column;
  const lines: string[] = [];
  const add = (from: string, name: string) => {
    imports.add(from, name);
    lines.push(`@${name}()`);
  };
  if (!required) add(FROM.validator, 'IsOptional');
  else if (create === 'optional') add(`${UP}${FROM.rules}`, 'CanBeLeftOut');
  if (field.list) add(FROM.validator, 'IsArray');
  lines.push(...code.rules.map((rule) => writeRule(rule, field.list, imports, UP)));
  return lines.map((line) => `  ${line}\n`).join('');
}

function updateDto({ names, columns }: EntityContext): string {
  const imports = new Imports();
  imports.add('@nestjs/swagger', 'PartialType');
  imports.add(`./create-${names.file}.dto`, names.createDto);
  const fixed = columns
    .filter(({ create, update }) => create !== 'never' && update === 'never')
    .map(({ property }) => `'${property}'`);
  if (fixed.length > 0) imports.add('@nestjs/swagger', 'OmitType');
  const base =
    fixed.length > 0 ? `OmitType(${names.createDto}, [${fixed.join(', ')}] as const)` : names.createDto;
  const start = `export class ${names.updateDto} extends PartialType(`;
  const options = 'skipNullProperties: false';
  const short = `${start}${base}, { ${options} }) {}`;
  const broken = `${start}${base}, {`;
  const text =
    short.length <= LINE_WIDTH
      ? short
      : broken.length <= LINE_WIDTH
        ? `${broken}\n  ${options},\n}) {}`
        : list(start, [base, `{ ${options} }`], ') {}');
  return paragraphs(
    imports.toString(),
    `/** What of ${withArticle(names.words)} is to be changed; the rest stays as it is. */\n${text}\n`,
  );
}

/** What names one row: the parts of its path. */
function keyDto({ names, key }: EntityContext): string {
  const imports = new Imports();
  const properties = key.map(inPath).map((column) => {
    const api = apiProperty('ApiProperty', column, imports);
    importType(column, imports, UP);
    const { fromText, rules, type } = column.code;
    const reader = fromText ? `  @${writeCall(fromText, imports, UP)}\n` : '';
    const lines = rules.map((rule) => `  ${writeRule(rule, false, imports, UP)}\n`).join('');
    return `${api}${reader}${lines}  ${column.property}!: ${type};\n`;
  });
  return paragraphs(
    imports.toString(),
    docComment(`${capital(`which ${names.words}`)}: the parts of its path.`) +
      classBody(names.key, properties),
  );
}
