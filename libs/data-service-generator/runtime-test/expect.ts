import assert from 'node:assert/strict';
import { type Answer } from './caller.js';
import { asValues, type Values } from './values.js';

/** Checks the status of an answer; says what else the answer was when it is another one. */
export function expectStatus(answer: Answer, status: number, what = ''): void {
  assert.equal(answer.status, status, `${what} ${answer.status} ${JSON.stringify(answer.body)}`.trim());
}

/** Checks that a request was refused with a problem of this code. */
export function expectProblem(answer: Answer, status: number, code: string, what = ''): void {
  expectStatus(answer, status, what);
  assert.equal(answer.body['code'], code, what);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
}

/** Checks that a request was refused for a field, and for no other one. */
export function expectRefusedField(answer: Answer, field: string, what = ''): void {
  expectProblem(answer, 400, 'BAD_REQUEST', what);
  assert.deepEqual([...new Set(listOf(answer.body['errors']).map((error) => error['field']))], [field], what);
}

/** Checks that an answer has some values, whatever else it has. */
export function expectValues(actual: Values, expected: Values): void {
  const same = Object.keys(expected).map((name) => [name, actual[name]]);
  assert.deepEqual(Object.fromEntries(same), expected);
}

/** The rows of a page. */
export const itemsOf = ({ body }: Answer): Values[] => listOf(body['items']);

/** A value as a list of rows. */
export const listOf = (value: unknown): Values[] => (Array.isArray(value) ? value.map(asValues) : []);

/** A value as it looks in an answer. */
export const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
