import { storedOf, typeOf } from '@amplication/service-model';
import type { EnumPlan, ServicePlan } from '../plan/service-plan';
import { docComment, oneLine, tsString } from '../render/escape';
import { generated, type GeneratedFile } from '../render/generated-file';
import { Imports } from '../render/imports';
import { list, paragraphs } from '../render/layout';
import { isRenamed } from '../types/enum-code';
import { writeSchema } from '../types/schema-code';

/** `src/enums/`: the values that fields of several entities may have. */
export const enumFiles = ({ enums }: ServicePlan): GeneratedFile[] =>
  [...enums.values()].map((plan) => generated(`enums/${plan.names.file}.ts`, enumFile(plan)));

function enumFile(plan: EnumPlan): string {
  const { model, names } = plan;
  const imports = new Imports();
  const constant = (name: string, values: string[]) =>
    `${list(`export const ${name} = [`, values.map(tsString), '] as const;')}\n`;
  return paragraphs(
    native(plan, imports, () => imports.toString()),
    docComment(comment(plan)) +
      constant(
        names.values,
        model.values.map(({ name }) => name),
      ),
    `export type ${names.type} = (typeof ${names.values})[number];\n`,
    isRenamed(plan)
      ? `/** What PostgreSQL keeps for each of them. */\n${constant(names.stored, model.values.map(storedOf))}`
      : '',
    native(
      plan,
      imports,
      (call) => `/** The type in PostgreSQL. */\nexport const ${names.pgEnum} = ${call};\n`,
    ),
  );
}

/** What a type of PostgreSQL's own needs; nothing for an enum that is a text with a CHECK. */
function native(plan: EnumPlan, imports: Imports, write: (call: string) => string): string {
  const { model, names } = plan;
  if (!model.native) return '';
  const { schema, name } = typeOf(model);
  const values = isRenamed(plan) ? names.stored : names.values;
  return write(`${writeSchema(schema, imports, '..')}.enum(${tsString(name)}, ${values})`);
}

/** The description of the enum, then what each value means. */
function comment({ model }: EnumPlan): string {
  const meanings = model.values.flatMap(({ name, label, description }) => {
    const meaning = [label ?? '', oneLine(description)].filter((text) => text !== '').join(': ');
    return meaning === '' ? [] : [`- ${oneLine(name)}: ${oneLine(meaning)}`];
  });
  return [model.description || `The values of ${model.name}.`, ...meanings].join('\n');
}
