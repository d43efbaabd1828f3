import 'reflect-metadata';
import { ApiResponse } from '@nestjs/swagger';
import { type ProblemCode, PROBLEMS } from './problem.js';

const KEY = 'api-problems';

/** Where the OpenAPI document describes a problem; `open-api.ts` puts it there. */
const CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** Says in the OpenAPI document which problems a route may answer, beside those that every route may. */
export function ApiProblems(...codes: ProblemCode[]): MethodDecorator & ClassDecorator {
  return (target: object, property?: string | symbol, descriptor?: PropertyDescriptor) => {
    const place: unknown = descriptor?.value ?? target;
    if (typeof place !== 'function') return;
    const all = [...new Set([...codesOf(Reflect.getOwnMetadata(KEY, place)), ...codes])];
    Reflect.defineMetadata(KEY, all, place);
    // Several problems may have the same status, of which the document has one answer.
    for (const [status, ofStatus] of byStatus(all)) {
      const answer = ApiResponse({ status, description: describe(ofStatus), content: CONTENT });
      if (property !== undefined && descriptor) answer(target, property, descriptor);
      else answer(place);
    }
  };
}

/** The answers that stand for some problems, by status, as the OpenAPI document has them. */
export const problemResponses = (codes: readonly ProblemCode[]) =>
  [...byStatus(codes)].map(([status, ofStatus]) => ({
    status: String(status),
    response: { description: describe(ofStatus), content: CONTENT },
  }));

function byStatus(codes: readonly ProblemCode[]): Map<number, ProblemCode[]> {
  const found = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    found.set(status, [...(found.get(status) ?? []), code]);
  }
  return found;
}

const describe = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => `${code}: ${PROBLEMS[code].title}`).join(' ');

const codesOf = (metadata: unknown): readonly ProblemCode[] => (isCodes(metadata) ? metadata : []);

/** Only this file writes under the key. */
const isCodes = (metadata: unknown): metadata is readonly ProblemCode[] => Array.isArray(metadata);
