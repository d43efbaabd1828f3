import { isAwkward } from '../names/own-names';
import { capital, withArticle } from '../names/spelling';
import { docComment } from '../render/escape';
import { Imports } from '../render/imports';
import { paragraphs } from '../render/layout';
import { apiProperty } from './api-property';
import { classBody } from './class-body';
import { FROM } from '../types/type-code';
import { type CodedColumn, type EntityContext, importType, nullableTypeOf } from '../context/entity-context';

/** The type of what is shown. Whoever wrote the row may have put null or lists into a list. */
function shownType(column: CodedColumn, imports: Imports): string {
  const { field, code, required } = column;
  if (!field.list || code.type === 'unknown') return nullableTypeOf(column);
  imports.add(`../..${FROM.columns}`, 'type Listed');
  return `Listed<${code.type}>${required ? '' : ' | null'}`;
}

/** A row as the API shows it, a page of them, and how a row becomes one: what is never shown is left out. */
export function responseDto({ entity, names, columns }: EntityContext): string {
  const imports = new Imports();
  imports.add('@nestjs/swagger', 'ApiProperty');
  const shown = columns.filter(({ isShown }) => isShown);
  const properties = shown.map((column) => {
    const api = apiProperty('ApiProperty', column, imports, { isNullable: !column.required, isShown: true });
    importType(column, imports, '../..');
    return `${api}  ${column.property}!: ${shownType(column, imports)};\n`;
  });
  imports.add(`../${names.folder}.table`, `type ${names.row}`);
  const values = shown.map(({ property }) => `  ${property}: row.${property},\n`).join('');
  const isRenamed = shown.some(({ api }) => isAwkward(api));
  const isFloating = shown.some(({ field }) => field.type === 'double');
  const wrapper = isRenamed ? 'withApiNames' : isFloating ? 'withJsonNumbers' : '';
  if (wrapper !== '') imports.add('../../common/api-names', wrapper);
  const body =
    wrapper === ''
      ? ` (${values === '' ? '{}' : `{\n${values}}`})`
      : `\n  ${wrapper}({\n${values.replace(/^/gm, '  ').trimEnd()}\n  })`;
  const parameter = values === '' ? '_row' : 'row';
  return paragraphs(
    imports.toString(),
    docComment(entity.description || `${capital(withArticle(names.words))}, as the API shows it.`) +
      classBody(names.dto, properties),
    `/** A part of a list. */\n${classBody(names.pageDto, [
      `  @ApiProperty({ type: [${names.dto}] })\n  items!: ${names.dto}[];\n`,
      "  @ApiProperty({ type: 'integer', description: 'How many there are in all.' })\n  total!: number;\n",
    ])}`,
    `/** What the API shows of a row. */\nexport const ${names.toDto} = (${parameter}: ${names.row}): ${names.dto} =>${body};\n`,
  );
}
