import { DomainError } from '@amplication/contracts';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { shortened } from './shortened';

/** A field of a request that is not valid. `path` is dotted: `fields.0.name`. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** Characters of all named problems together, as JSON: an answer stays small whatever was sent. */
const MAX_NAMED = 6_000;
const MAX_PATH = 200;
const MAX_MESSAGE = 300;
/** Problems that the sentence names; the rest is in `fields`. */
const IN_SENTENCE = 5;

/**
 * A request whose fields are not valid. Each bad one is named in `fields`, as far as they fit into 6,000 characters;
 * the sentence says how many there are.
 */
export class InvalidRequest extends DomainError {
  readonly fields: FieldProblem[];

  constructor(problems: FieldProblem[]) {
    super('VALIDATION_FAILED', sentenceOf(problems));
    this.fields = fitting(problems);
  }
}

function sentenceOf(problems: FieldProblem[]): string {
  const named = problems.slice(0, IN_SENTENCE).map(({ message }) => shortened(message, MAX_MESSAGE));
  const others = problems.length - named.length;
  return `The request is not valid: ${named.join('; ')}${others > 0 ? `; and ${others} more` : ''}.`;
}

function fitting(problems: FieldProblem[]): FieldProblem[] {
  const named: FieldProblem[] = [];
  let size = 0;
  for (const { path, message } of problems) {
    const field = { path: shortened(path, MAX_PATH), message: shortened(message, MAX_MESSAGE) };
    size += JSON.stringify(field).length;
    if (size > MAX_NAMED) break;
    named.push(field);
  }
  return named;
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
