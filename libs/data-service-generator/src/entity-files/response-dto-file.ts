import { isAwkward } from '../names/own-names';
import { capital, withArticle } from '../names/spelling';
import { docComment } from '../render/escape';
import { Imports } from '../render/imports';
import { paragraphs } from '../render/layout';
import { apiProperty } from './api-property';
import { classBody } from './class-body';
import { type EntityContext, importType, nullableTypeOf, typeOf } from './context';

/** A row as the API shows it, a page of them, and how a row becomes one: what is never shown is left out. */
export function responseDto({ entity, names, columns }: EntityContext): string {
  const imports = new Imports();
  imports.add('@nestjs/swagger', 'ApiProperty');
  const shown = columns.filter(({ isShown }) => isShown);
  const properties = shown.map((column) => {
    const isNullable = !column.required && typeOf(column) !== 'unknown';
    const api = apiProperty('ApiProperty', column, imports, isNullable ? ['nullable: true'] : []);
    importType(column, imports, '../..');
    return `${api}  ${column.property}!: ${nullableTypeOf(column)};\n`;
  });
  imports.add(`../${names.folder}.table`, `type ${names.row}`);
  const values = shown.map(({ property }) => `  ${property}: row.${property},\n`).join('');
  const isRenamed = shown.some(({ api }) => isAwkward(api));
  if (isRenamed) imports.add('../../common/api-names', 'withApiNames');
  const object = values === '' ? '{}' : `{\n${values}}`;
  const body = isRenamed ? `withApiNames(${object})` : values === '' ? '({})' : `(${object})`;
  const parameter = values === '' ? '_row' : 'row';
  return paragraphs(
    imports.toString(),
    docComment(entity.description || `${capital(withArticle(names.words))}, as the API shows it.`) +
      classBody(names.dto, properties),
    `/** A part of a list. */\n${classBody(names.pageDto, [
      `  @ApiProperty({ type: [${names.dto}] })\n  items!: ${names.dto}[];\n`,
      "  @ApiProperty({ type: 'integer', description: 'How many there are in all.' })\n  total!: number;\n",
    ])}`,
    `/** What the API shows of a row. */\nexport const ${names.toDto} = (${parameter}: ${names.row}): ${names.dto} => ${body};\n`,
  );
}
