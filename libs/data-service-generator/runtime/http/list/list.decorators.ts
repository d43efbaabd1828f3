import { type IncomingMessage } from 'node:http';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import { ApiProblems } from '../api-problems.js';
import { type ListDefinition } from './definition.js';
import { filterParameters, otherParameters } from './list-parameters.js';
import { listParser } from './parse-list.js';

/** What the query of the URL asks of a list: a {@link ListRequest}. */
export function ListOf(definition: ListDefinition): ParameterDecorator {
  const parse = listParser(definition);
  return createParamDecorator((_data: unknown, context: ExecutionContext) => {
    const { url = '' } = context.switchToHttp().getRequest<IncomingMessage>();
    return parse(new URLSearchParams(url.replace(/^[^?]*/, '')));
  })();
}

/** Tells OpenAPI each parameter of a list. */
export const ApiList = (definition: ListDefinition): MethodDecorator & ClassDecorator =>
  applyDecorators(
    // Not found is a page behind a cursor that belongs to another list.
    ApiProblems('BAD_REQUEST', 'NOT_FOUND'),
    ...[...filterParameters(definition), ...otherParameters(definition)].map(
      ({ name, schema, description, style, explode }) =>
        ApiQuery({ name, required: false, schema, description, ...(style ? { style, explode } : {}) }),
    ),
  );
