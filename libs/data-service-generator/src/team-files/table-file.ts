import type { EntityPlan } from '../plan/service-plan';
import { type GeneratedFile, teamFile } from '../render/generated-file';
import { Imports } from '../render/imports';

/** `src/orders/orders.table.ts` */
export function tableFile({ entity, names }: EntityPlan): GeneratedFile {
  const { folder } = names;
  const imports = new Imports();
  imports.add(`../generated/${folder}/columns`, names.columns, names.place);
  return teamFile(
    `src/${folder}/${folder}.table.ts`,
    `entity:${entity.id}:table`,
    `${imports.toString()}
/**
 * The table of ${names.words} rows. A column of your own stands here, under those of the model, and is made by a migration
 * of your own; it needs a default or may be empty, since the API knows nothing of it.
 */
export const ${names.table} = ${names.place}.schema.table(${names.place}.name, {
  ...${names.columns},
});

export type ${names.row} = typeof ${names.table}.$inferSelect;

/** What is inserted. */
export type ${names.newRow} = typeof ${names.table}.$inferInsert;
`,
  );
}
