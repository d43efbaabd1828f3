import type { FieldModel } from '@amplication/service-model';
import type { CodedColumn, EntityContext } from '../context/entity-context';
import { filterable, searchable, sortable } from '../dto-files/filters-dto';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/list.ts`: what can be asked of a list. */
export function listFile(context: EntityContext): GeneratedFile {
  const { names, key, related } = context;
  const imports = new Imports();
  imports.add('../http/list/definition', 'type ListDefinition');
  imports.add(`./dto/${names.file}.filters`, names.filters);
  const kinds = filterable(context).map((column) => `    ${column.property}: '${kindOf(column)}',\n`);
  const texts = (name: string, values: readonly string[]) =>
    `${list(
      `${name}: [`,
      values.map((value) => `'${value}'`),
      '],',
      { indent: '  ' },
    )}\n`;
  const propertiesOf = (columns: readonly CodedColumn[]) => columns.map(({ property }) => property);
  return generated(
    `${names.folder}/list.ts`,
    `${imports.toString()}
/** What can be asked of a list of ${names.words} rows. */
export const ${names.list} = {
  Filters: ${names.filters},
  kinds: ${kinds.length === 0 ? '{}' : `{\n${kinds.join('')}  }`},
${texts('sort', propertiesOf(sortable(context)))}${texts('search', propertiesOf(searchable(context)))}${texts(
      'include',
      related.map(({ property }) => property),
    )}${texts('key', propertiesOf(key))}} as const satisfies ListDefinition;
`,
  );
}

/** What the values of a field can be asked for. */
export function kindOf({ field, code }: CodedColumn): 'word' | 'text' | 'ordered' | 'boolean' {
  if (field.type === 'text') return 'text';
  if (field.type === 'boolean') return 'boolean';
  return code.isSortable && !WORDS.has(field.type) ? 'ordered' : 'word';
}

/** Types whose values can be sorted, and of which none is more than another. */
const WORDS: ReadonlySet<FieldModel['type']> = new Set(['uuid', 'enum']);
