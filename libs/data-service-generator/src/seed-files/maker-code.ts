import type { EnumPlan } from '../plan/service-plan';
import { tsPattern, tsString } from '../render/escape';
import type { Imports } from '../render/imports';
import type { ObjectValue, CodeValue } from '../render/code-value';
import type { FieldModel } from '@amplication/service-model';
import { usualNumbers } from './number-meaning';
import { textMeaning } from './text-meaning';

type FieldOf<T extends FieldModel['type']> = Extract<FieldModel, { type: T }>;

const MAKERS = '../seed/makers/makers';

/** What the code of a maker is written from. */
export interface MakerContext {
  entity: string;
  enums: ReadonlyMap<string, EnumPlan>;
  imports: Imports;
}

/** The call that makes values of a field; null where PostgreSQL makes them, or has a default that is as good. */
export function makerCode(field: FieldModel, context: MakerContext): CodeValue | null {
  const { default: made, generated, role, type } = field;
  if (generated !== null || role === 'version') return null;
  if (made?.kind === 'identity' || made?.kind === 'sequence' || made?.kind === 'expression') return null;
  if (made?.kind === 'id') return idMaker(field, context);
  const isUsual = field.list || !['boolean', 'enum', 'integer', 'decimal', 'double'].includes(type);
  if (made?.kind === 'literal' && isUsual) return null;
  const one = field.secret
    ? secretMaker(field, context)
    : (roleMaker(field, context) ?? makerOfType(field, context));
  return field.list ? call(context, 'listOf', one) : one;
}

function call({ imports }: MakerContext, name: string, ...args: CodeValue[]): CodeValue {
  imports.add(MAKERS, name);
  return {
    call: name,
    args: args.filter((arg) => typeof arg === 'string' || !('object' in arg) || arg.object.length > 0),
  };
}

/** An object of what is given. */
const options = (entries: Record<string, CodeValue | number | null>): ObjectValue => ({
  object: Object.entries(entries).flatMap(([key, value]) =>
    value === null ? [] : [[key, typeof value === 'number' ? String(value) : value] as const],
  ),
});

function idMaker(field: FieldModel, context: MakerContext): CodeValue | null {
  const { default: made, type } = field;
  if (type === 'uuid') return call(context, 'uuid');
  if (made?.kind !== 'id' || type !== 'text') return null;
  if (made.made === 'uuidv4' || made.made === 'uuidv7') return call(context, 'uuid');
  const length = { cuid: 25, cuid2: made.length ?? 24, ulid: 26, nanoid: made.length ?? 21 }[made.made];
  return call(context, 'id', tsString(made.made), String(length));
}

const secretMaker = (field: FieldModel, context: MakerContext): CodeValue =>
  call(
    context,
    'secret',
    field.type === 'text' ? options({ min: field.minLength, max: field.maxLength }) : options({}),
  );

/** Who a row belongs to is one of some, for whom a token can be asked. */
function roleMaker(field: FieldModel, context: MakerContext): CodeValue | null {
  const { role, type } = field;
  if (role !== 'owner' && role !== 'tenant') return null;
  if (type === 'uuid') return call(context, 'knownUuid');
  if (type !== 'text') return null;
  return call(context, role === 'owner' ? 'subject' : 'tenant', options({ max: field.maxLength }));
}

function makerOfType(field: FieldModel, context: MakerContext): CodeValue {
  switch (field.type) {
    case 'text':
      return textMaker(field, context);
    case 'integer':
    case 'decimal':
    case 'double':
      return numberMaker(field, context);
    case 'boolean': {
      const often = field.default?.kind === 'literal' ? (field.default.value === true ? ['8'] : ['2']) : [];
      return call(context, 'yesOrNo', ...often);
    }
    case 'date':
      return call(context, 'day', ...when(field));
    case 'time':
      return call(context, 'clockTime', options({ zone: field.zone ? 'true' : null }));
    case 'timestamp':
      return call(context, field.zone ? 'moment' : 'wallTime', ...when(field));
    case 'json':
      return call(context, 'json');
    case 'bytes':
      return call(context, 'bytes');
    case 'uuid':
      return call(context, 'uuid');
    case 'enum':
      return enumMaker(field, context);
    case 'other':
      return call(context, 'other', tsString(field.typeName));
  }
}

function textMaker(field: FieldOf<'text'>, context: MakerContext): CodeValue {
  const { format, name, minLength: min, maxLength: max, pattern } = field;
  const meaning =
    format === 'email' ? 'email' : format === 'url' ? 'webAddress' : textMeaning(name, context.entity);
  const rules = options({ min, max, pattern: pattern === null ? null : tsPattern(pattern) });
  return call(context, 'text', tsString(meaning), rules);
}

function enumMaker({ enumId }: FieldOf<'enum'>, context: MakerContext): CodeValue {
  const plan = context.enums.get(enumId);
  if (!plan) throw new Error('A field of a checked model names an enum that is not there.');
  context.imports.add(`../enums/${plan.names.file}`, plan.names.values);
  return call(context, 'wordOf', `...${plan.names.values}`);
}

function numberMaker(field: FieldOf<'integer' | 'decimal' | 'double'>, context: MakerContext): CodeValue {
  const usual = usualNumbers(field.name);
  if (field.type === 'double') {
    const { least = 0, greatest = 1_000 } = usual ?? {};
    const min = Math.max(field.minimum ?? -Infinity, Math.min(least, field.maximum ?? Infinity));
    const max = Math.min(field.maximum ?? Infinity, Math.max(greatest, min));
    return call(context, 'double', options({ min, max }));
  }
  const { minimum, maximum } = field;
  const rules = {
    min: minimum === null ? null : tsString(minimum),
    max: maximum === null ? null : tsString(maximum),
    usual: usual ? { list: [tsString(String(usual.least)), tsString(String(usual.greatest))] } : null,
  };
  if (field.type === 'integer')
    return call(context, 'integer', options({ bytes: field.bytes === 4 ? null : field.bytes, ...rules }));
  const { precision, scale } = field;
  return call(
    context,
    'decimal',
    options({ precision, scale: precision === null ? null : (scale ?? 0), ...rules }),
  );
}

/** When something is, by its role and by words of its name; else after what came before. */
function when({ name, role }: FieldModel): string[] {
  if (role === 'createdAt' || /^(created|registered|joined|ordered|placed)/i.test(name)) return ["'made'"];
  if (role === 'updatedAt') return ["'changed'"];
  if (/birth/i.test(name)) return ["'birth'"];
  return /expir|until|due|deadline|valid_?to/i.test(name) ? ["'end'"] : [];
}
