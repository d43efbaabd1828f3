import { type IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { nameOf, propertyOf } from '../api-names.js';
import { Problem } from '../problem.js';
import { type ListDefinition } from './definition.js';
import { otherParameters } from './list-parameters.js';

const NAME = '_include';

/** What is to come with one row: relations, by their properties. */
export const IncludeOf = ({ include }: ListDefinition): ParameterDecorator =>
  createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const { url = '' } = context.switchToHttp().getRequest<IncomingMessage>();
    return readInclude(new URLSearchParams(url.replace(/^[^?]*/, '')), include);
  })();

/** Reads the query of a URL that may name relations and nothing else; BAD_REQUEST where it says anything else. */
export function readInclude(query: URLSearchParams, include: readonly string[]): string[] {
  const unknown = [...new Set(query.keys())].filter((name) => name !== NAME);
  const texts = query.getAll(NAME);
  const asked = texts.flatMap((text) => text.split(',')).map(propertyOf);
  const known = include.map(nameOf).join(', ');
  const errors = [
    ...unknown.map((field) => ({ field, message: 'is no parameter of this address' })),
    ...(texts.length > 1 ? [{ field: NAME, message: 'must be given once' }] : []),
    ...(asked.every((name) => include.includes(name))
      ? []
      : [{ field: NAME, message: `must be some of these, with commas between them: ${known}` }]),
    ...(new Set(asked).size < asked.length ? [{ field: NAME, message: 'must name each once' }] : []),
  ];
  if (errors.length > 0) throw new Problem('BAD_REQUEST', undefined, { errors });
  return asked;
}

/** Tells OpenAPI what can come with one row. */
export function ApiInclude(definition: ListDefinition): MethodDecorator {
  const parameter = otherParameters(definition).find(({ name }) => name === NAME);
  if (!parameter) return () => undefined;
  const { name, schema, description, style, explode } = parameter;
  return ApiQuery({ name, required: false, schema, description, ...(style ? { style, explode } : {}) });
}
