import { bodyOf, Problem, PROBLEMS } from './problem.js';

it('has what RFC 9457 asks for, and no more than there is to say', () => {
  expect(bodyOf(new Problem('NOT_UNIQUE'), 'r1')).toEqual({
    type: 'urn:problem-type:not-unique',
    title: PROBLEMS.NOT_UNIQUE.title,
    status: 409,
    code: 'NOT_UNIQUE',
    requestId: 'r1',
  });
  const errors = [{ field: 'name', message: 'name must be a text' }];
  const cause = new Error('secret');
  const body = bodyOf(
    new Problem('BAD_REQUEST', 'Not so.', { errors, cause, headers: { Allow: 'GET' } }),
    'r2',
  );
  expect(body).toMatchObject({ detail: 'Not so.', errors });
  expect(JSON.stringify(body)).not.toMatch(/secret|Allow/);
});
