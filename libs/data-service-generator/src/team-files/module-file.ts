import type { EntityPlan } from '../plan/service-plan';
import { type GeneratedFile, teamFile } from '../render/generated-file';
import { Imports } from '../render/imports';

/** `src/orders/orders.module.ts` */
export function moduleFile({ entity, names }: EntityPlan): GeneratedFile {
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Module');
  imports.add(`../generated/${folder}/routes`, names.nested);
  imports.add(`./${folder}.controller`, names.controller);
  imports.add(`./${folder}.service`, names.service);
  return teamFile(
    `src/${folder}/${folder}.module.ts`,
    `entity:${entity.id}:module`,
    `${imports.toString()}
@Module({
  controllers: [${names.controller}, ...${names.nested}],
  providers: [${names.service}],
  exports: [${names.service}],
})
export class ${names.module} {}
`,
  );
}
