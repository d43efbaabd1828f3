import type { EntityContext } from '../context/entity-context';
import { withArticle } from '../names/spelling';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list } from '../render/layout';

/** `orders/scope.ts`: which columns say whose a row is. */
export function scopeFile({ names, columns }: EntityContext): GeneratedFile {
  const imports = new Imports();
  imports.add('../auth/row-scope', 'type ScopeColumns');
  const parts = (['owner', 'tenant'] as const).flatMap((role) => {
    const column = columns.find(({ field }) => field.role === role);
    return column ? [`${role}: ${names.table}.${column.property}`] : [];
  });
  if (parts.length > 0) imports.add(`../../${names.folder}/${names.folder}.table`, names.table);
  const padding = parts.length === 0 ? '' : ' ';
  return generated(
    `${names.folder}/scope.ts`,
    `${imports.toString()}
/** The columns that say whose ${withArticle(names.words)} is. */
${list(`export const ${names.scope}: ScopeColumns = {`, parts, '};', { padding })}
`,
  );
}
