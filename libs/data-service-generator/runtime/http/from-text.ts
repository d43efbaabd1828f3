import { Transform } from 'class-transformer';

/** Reads `true` and `false` of a query string; what is neither is left for the validation to refuse. */
export const ToBoolean = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** Reads a number of a query string or a path; what is none is left for the validation to refuse. */
export const ToNumber = () =>
  Transform(({ value }: { value: unknown }) => (isNumber(value) ? Number(value) : value));

/** Whether a text is a number as JSON has it, or one with zeros before it. */
export const isNumber = (value: unknown): boolean =>
  typeof value === 'string' && /^-?\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,3})?$/.test(value);
