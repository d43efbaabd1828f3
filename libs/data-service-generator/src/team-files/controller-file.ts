import type { EntityPlan } from '../plan/service-plan';
import { type GeneratedFile, teamFile } from '../render/generated-file';
import { Imports } from '../render/imports';

/** `src/orders/orders.controller.ts` */
export function controllerFile({ entity, names }: EntityPlan): GeneratedFile {
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Controller');
  imports.add(`../generated/${folder}/controller.base`, names.controllerBase, names.routeConstant);
  imports.add(`./${folder}.service`, names.service);
  return teamFile(
    `src/${folder}/${folder}.controller.ts`,
    `entity:${entity.id}:controller`,
    `${imports.toString()}
/** Routes of your own stand here, each with who may call it: \`@Allowed\`, \`@SignedIn\` or \`@Public\`. */
@Controller(${names.routeConstant})
export class ${names.controller} extends ${names.controllerBase} {
  constructor(service: ${names.service}) {
    super(service);
  }
}
`,
  );
}
