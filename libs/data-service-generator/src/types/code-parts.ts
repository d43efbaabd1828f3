import type { FieldModel, FieldTypeName } from '@amplication/service-model';
import { type CodeCall, FROM } from './type-code';

export type FieldOf<T extends FieldTypeName> = Extract<FieldModel, { type: T }>;

/** A rule of class-validator. */
export const check = (name: string, ...args: string[]): CodeCall => ({ name, from: FROM.validator, args });

/** A rule of the generated `common/rules.ts`, with what it asks for. */
export const rule = (name: string, options = ''): CodeCall => ({
  name,
  from: FROM.rules,
  args: options === '' ? [] : [options],
});

/** A codec of the generated `database/columns.ts`. */
export const codec = (name: string, ...args: string[]): CodeCall => ({ name, from: FROM.columns, args });

/** A builder of Drizzle. */
export const builder = (name: string, ...args: string[]): CodeCall => ({ name, from: FROM.drizzle, args });

/** `{ a: 1, b: 'x' }` of what is given; nothing when nothing is. */
export function options(parts: Record<string, string | number | boolean | null | undefined>): string {
  const given = Object.entries(parts).filter(
    ([, value]) => value !== null && value !== undefined && value !== false,
  );
  return given.length === 0 ? '' : `{ ${given.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

/** What is given of some arguments. */
export const given = (...args: string[]): string[] => args.filter((arg) => arg !== '');
