import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import { validate, type ValidationError, type ValidatorOptions } from 'class-validator';
import { nameOf, propertyOf } from '../api-names.js';
import { type FieldError, Problem } from '../problem.js';

const OPTIONS: ValidatorOptions = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
};

/** Of one request: an answer stays small whatever was sent. */
const MAX_ERRORS = 20;
const MAX_NAME = 100;
const MAX_MESSAGE = 300;

/** Checks what comes in by the rules of its class, and refuses what the class does not name. */
export class InputPipe extends ValidationPipe {
  constructor() {
    super({ ...OPTIONS, transform: true, exceptionFactory: refusal });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return super.transform(byProperties(value), metadata);
    const values = byProperties(value);
    const { metatype: Dto } = metadata;
    const made: unknown = Dto && new Dto();
    if (!isRecord(made) || !isRecord(values))
      throw new Problem('BAD_REQUEST', 'The body must be an object of JSON.');
    // A body stays as it was sent: what JSON says already is not converted.
    const body = Object.assign(made, values);
    const errors = await validate(body, OPTIONS);
    if (errors.length > 0) throw refusal(errors);
    return body;
  }
}

/** The problem that names what is wrong with each field. */
export const refusal = (errors: readonly ValidationError[]): Problem =>
  new Problem('BAD_REQUEST', undefined, { errors: fieldErrors(errors, '').slice(0, MAX_ERRORS) });

const fieldErrors = (errors: readonly ValidationError[], path: string): FieldError[] =>
  errors.slice(0, MAX_ERRORS).flatMap(({ property, constraints = {}, children = [] }) => {
    const field = path + shortened(nameOf(property), MAX_NAME);
    return [
      ...Object.values(constraints).map((message) => ({ field, message: shortened(message, MAX_MESSAGE) })),
      ...fieldErrors(children, `${field}.`),
    ];
  });

const shortened = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text);

/** The same values by the names that the code has for them. */
const byProperties = (value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [propertyOf(name), one]))
    : value;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
