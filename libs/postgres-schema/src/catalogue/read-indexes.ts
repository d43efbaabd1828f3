import type { Index, IndexPart } from '../database-schema';
import { withoutBrackets } from '../text/brackets';
import { quoteName } from '../text/quote';
import type { CatalogueIndex, CatalogueTable } from './catalogue-shape';
import type { ForeignNames } from './foreign-names';
import type { Unread } from './reasons';

/** The indexes of a table that belong to no constraint. */
export function readIndexes(
  { schema, name: tableName, indexes }: CatalogueTable,
  names: ForeignNames,
  unread: Unread,
): Index[] {
  const table = `${schema}.${tableName}`;
  return indexes.flatMap((index): Index[] => {
    const { name, unique, valid, method, parts, include, where, options, nullsNotDistinct } = index;
    const lose = (reason: string) => unread.add(table, `index ${name}`, reason);
    if (!valid) {
      lose('PostgreSQL marks it as invalid, so it is left out.');
      return [];
    }
    if (options !== null) lose(`A model cannot say how it is stored: ${options.join(', ')}.`);
    for (const { collation } of parts)
      if (collation !== null) lose(`A model knows no collations: ${collation}.`);
    return [
      {
        name,
        unique,
        method,
        parts: parts.map((part) => readPart(part, names)),
        include: include ?? [],
        where: where === null ? null : withoutBrackets(names.expression(where)),
        nullsNotDistinct,
      },
    ];
  });
}

function readPart(part: CatalogueIndex['parts'][number], names: ForeignNames): IndexPart {
  const { column, expression, descending, nullsFirst } = part;
  return {
    column,
    expression: expression === null ? null : withoutBrackets(names.expression(expression)),
    descending,
    nulls: nullsFirst === descending ? null : nullsFirst ? 'first' : 'last',
    operatorClass: operatorClass(part, names),
  };
}

/** Null where PostgreSQL takes it anyway. Those of PostgreSQL and of extensions go without a schema. */
function operatorClass(part: CatalogueIndex['parts'][number], names: ForeignNames): string | null {
  const { class: name, classSchema, isDefault, classOptions } = part;
  if (isDefault && classOptions === null) return null;
  const isKnown = ['pg_catalog', 'public', ...names.moved].includes(classSchema);
  const place = isKnown ? quoteName(name) : `${quoteName(classSchema)}.${quoteName(name)}`;
  return classOptions === null ? place : `${place} (${classOptions.join(', ')})`;
}
