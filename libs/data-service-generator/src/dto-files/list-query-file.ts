import { LIST_PARAMETERS, propertyOf } from '../names/own-names';
import { Scope } from '../names/scope';
import { Imports } from '../render/imports';
import { list, paragraphs } from '../render/layout';
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

/** A filter of a list: the column, and what the query calls it. */
export interface Filter {
  column: CodedColumn;
  property: string;
}

/** What a list can be filtered by: whatever is shown and can be compared. */
export function filtersOf({ columns, key }: EntityContext): Filter[] {
  const scope = new Scope(LIST_PARAMETERS);
  return columns
    .filter(
      (column) => column.isShown && !column.field.list && (column.code.isComparable || key.includes(column)),
    )
    .map((column) => ({ column, property: propertyOf(scope.take(column.api)) }));
}

/** What a list can be sorted by; the first one is what it is sorted by unless the query says otherwise. */
export function sortableOf({ columns, key }: EntityContext): CodedColumn[] {
  const sortable = columns.filter(
    (column) =>
      column.isShown &&
      !column.field.list &&
      column.code.isSortable &&
      (column.field.sortable || key.includes(column)),
  );
  const first = sortable.find(({ field }) => field.role === 'createdAt') ?? sortable[0];
  return first ? [first, ...sortable.filter((column) => column !== first)] : [];
}

export function listQuery(context: EntityContext): string {
  const { names } = context;
  const imports = new Imports();
  imports.add('../../common/list-query', 'ListQuery');
  const properties = filtersOf(context).map(({ column, property }) => {
    const api = apiProperty('ApiPropertyOptional', column, imports);
    imports.add(FROM.validator, 'IsOptional');
    importType(column, imports, UP);
    const { fromText, rules } = column.code;
    const lines = [
      '@IsOptional()',
      ...(fromText ? [`@${writeCall(fromText, imports, UP)}`] : []),
      ...rules.map((rule) => writeRule(rule, false, imports, UP)),
    ];
    return `${api}${lines.map((line) => `  ${line}\n`).join('')}  ${property}?: ${typeOf(column)};\n`;
  });
  const sortable = sortableOf(context).map(({ api }) => `'${api}'`);
  const sort = sortable[0] === undefined ? [] : [sortProperty(sortable[0], imports)];
  return paragraphs(
    imports.toString(),
    sort.length === 0 ? '' : `${list('const SORT_FIELDS = [', sortable, '] as const;')}\n`,
    `/** Which ${names.words} rows to list, and in what order. A filter that is left out matches all. */\n` +
      classBody(`${names.query} extends ListQuery`, [...sort, ...properties]),
  );
}

function sortProperty(first: string, imports: Imports): string {
  imports.add('@nestjs/swagger', 'ApiPropertyOptional');
  imports.add(FROM.validator, 'IsIn', 'IsOptional');
  return (
    `  @ApiPropertyOptional({ enum: SORT_FIELDS, default: ${first} })\n` +
    '  @IsOptional()\n  @IsIn(SORT_FIELDS)\n' +
    `  _sort: (typeof SORT_FIELDS)[number] = ${first};\n`
  );
}
