import { storedOf } from '@amplication/service-model';
import type { EnumPlan } from '../plan/service-plan';
import { tsString } from '../render/escape';
import { check, codec } from './code-parts';
import { FROM, type TypeCode } from './type-code';

/** Whether PostgreSQL keeps the values by other words than the API. */
export const isRenamed = ({ model }: EnumPlan): boolean =>
  model.values.some((value) => storedOf(value) !== value.name);

export function enumCode(plan: EnumPlan | undefined): TypeCode {
  if (!plan) throw new Error('A field of a checked model names an enum that is not there.');
  const { model, names } = plan;
  const from = `${FROM.enums}${names.file}`;
  const values = { from, names: [names.values] };
  const [first, second = first] = model.values.map(({ name }) => tsString(name));
  return {
    type: names.type,
    typeFrom: from,
    ...(isRenamed(plan)
      ? {}
      : {
          builder: model.native
            ? { name: names.pgEnum, from, args: [] }
            : { name: 'text', from: FROM.drizzle, args: [`{ enum: ${names.values} }`], uses: values },
        }),
    codec: isRenamed(plan)
      ? {
          ...codec('asOneOf', names.values, names.stored),
          uses: { from, names: [names.values, names.stored] },
        }
      : { ...codec('asOneOf', names.values, names.values), uses: values },
    rules: [{ ...check('IsIn', names.values), uses: values }],
    schema: [`enum: ${names.values}`],
    samples: first === undefined || second === undefined ? null : [first, second],
    isComparable: true,
    isSortable: true,
  };
}
