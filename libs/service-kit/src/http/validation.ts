import { DomainError } from '@amplication/contracts';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** A field of a request that is not valid. `path` is dotted: `fields.0.name`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** A request whose fields are not valid; every bad one is named. */
export class InvalidRequest extends DomainError {
  constructor(readonly fields: FieldProblem[]) {
    super(
      'VALIDATION_FAILED',
      `The request is not valid: ${fields.map(({ message }) => message).join('; ')}.`,
    );
  }
}

/** Turns class-validator's tree into a flat list. */
export function fieldProblems(errors: ValidationError[], parent = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const path = parent === '' ? error.property : `${parent}.${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...fieldProblems(error.children ?? [], path)];
  });
}

/** The pipe of every HTTP edge: bodies, queries and parameters become instances of their classes, unknown fields are refused. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new InvalidRequest(fieldProblems(errors)),
  });
}
