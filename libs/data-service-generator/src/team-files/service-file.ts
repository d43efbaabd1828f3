import type { EntityPlan } from '../plan/service-plan';
import { type GeneratedFile, teamFile } from '../render/generated-file';
import { Imports } from '../render/imports';

/** `src/orders/orders.service.ts` */
export function serviceFile({ entity, names }: EntityPlan): GeneratedFile {
  const { folder } = names;
  const imports = new Imports();
  imports.add('@nestjs/common', 'Injectable');
  imports.add(`../generated/${folder}/repository`, names.repository);
  imports.add(`../generated/${folder}/service.base`, names.serviceBase);
  return teamFile(
    `src/${folder}/${folder}.service.ts`,
    `entity:${entity.id}:service`,
    `${imports.toString()}
/** The rules of your own: override a method of the base, call it through \`super\`, and add what else must hold. */
@Injectable()
export class ${names.service} extends ${names.serviceBase} {
  constructor(repository: ${names.repository}) {
    super(repository);
  }
}
`,
  );
}
