import { ApiError } from '../../api/api-error';
import { modelProblems, problemsBelow } from './model-problems';

const refused = (body: object) =>
  new ApiError(400, { code: 'VALIDATION_FAILED', message: 'Not valid.', ...body });

describe('modelProblems', () => {
  it('finds the entity and the field that a request path names', () => {
    const problems = modelProblems(
      refused({
        fields: [{ path: 'model.entities.1.fields.12.name', message: 'is a reserved word of SQL' }],
      }),
    );
    expect(problems).toEqual([{ path: 'entities[1].fields[12].name', message: 'is a reserved word of SQL' }]);
    expect(problemsBelow(problems, 'entities[1]').get('fields[12].name')).toBe('is a reserved word of SQL');
    expect(problemsBelow(problems, 'entities[11]').size).toBe(0);
  });

  it('reads the problems of the generator', () => {
    const error = refused({
      code: 'MODEL_INVALID',
      params: {
        problems: ['entities[0].name: must be PascalCase', { path: 'entities', message: 'too many' }],
      },
    });
    expect(modelProblems(error)).toEqual([
      { path: 'entities[0].name', message: 'must be PascalCase' },
      { path: 'entities', message: 'too many' },
    ]);
  });

  it('is empty for any other error', () => {
    expect(modelProblems(new ApiError(409, { code: 'CONFLICT' }))).toEqual([]);
    expect(modelProblems(new Error('no'))).toEqual([]);
  });
});
