import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblems } from '../http/api-problems.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/** The route does a request that is sent again with the same `Idempotency-Key` once. It is not a public one. */
export const Idempotent = (): MethodDecorator & ClassDecorator =>
  applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
      description:
        'Sent again within 24 hours with the same body, the request is answered as before and done only once.',
    }),
    ApiProblems('BAD_REQUEST', 'KEY_REUSED'),
  );
