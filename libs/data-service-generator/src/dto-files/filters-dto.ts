import { LIST_PARAMETERS } from '../names/own-names';
import { Imports } from '../render/imports';
import { paragraphs } from '../render/layout';
import { FROM } from '../types/type-code';
import { apiProperty } from './api-property';
import { classBody } from './class-body';
import {
  type CodedColumn,
  type EntityContext,
  importType,
  typeOf,
  writeCall,
  writeRule,
} from '../context/entity-context';

const UP = '../..';

/** What a list can be filtered by: whatever is shown, can be compared and is not called like a parameter of lists. */
export const filterable = ({ columns, key }: EntityContext): CodedColumn[] =>
  columns.filter(
    (column) =>
      column.isShown &&
      !column.field.list &&
      !LIST_PARAMETERS.has(column.api) &&
      (column.code.isComparable || key.includes(column)),
  );

/** What a list can be sorted by. */
export const sortable = ({ columns, key }: EntityContext): CodedColumn[] =>
  columns.filter(
    (column) =>
      column.isShown &&
      !column.field.list &&
      column.code.isSortable &&
      (column.field.sortable || key.includes(column)),
  );

/** What the search of a list looks into. */
export const searchable = ({ columns }: EntityContext): CodedColumn[] =>
  columns.filter(({ field, isShown }) => isShown && field.searchable && field.type === 'text' && !field.list);

/** The rules of one value of each field that a list can be filtered by. */
export function filtersDto(context: EntityContext): string {
  const { names } = context;
  const imports = new Imports();
  const properties = filterable(context).map((column) => {
    const api = apiProperty('ApiPropertyOptional', column, imports, { isNullable: !column.required });
    imports.add(FROM.validator, 'IsOptional');
    importType(column, imports, UP);
    const { fromText, rules } = column.code;
    const lines = [
      '@IsOptional()',
      ...(fromText ? [`@${writeCall(fromText, imports, UP)}`] : []),
      ...rules.map((rule) => writeRule(rule, false, imports, UP)),
    ];
    return `${api}${lines.map((line) => `  ${line}\n`).join('')}  ${column.property}?: ${typeOf(column)};\n`;
  });
  return paragraphs(
    imports.toString(),
    `/** What ${names.words} rows can be filtered by: the rules of one value of each. */\n` +
      classBody(names.filters, properties),
  );
}
