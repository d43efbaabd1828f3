import { ApiError } from '../../../api/api-error';
import { entity, field, model, relation } from './model.fixture';
import { newEnum } from './new-parts';
import { modelProblems, placeOfProblem, problemsBelow } from './problems';

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

describe('a sentence of a request', () => {
  it('is shown without its place, which the editor shows in its own way', () => {
    const error = refused({
      fields: [
        { path: 'model.entities.0.name', message: 'entities[0].name must begin with a letter' },
        { path: 'model.entities.0.key.fields.1', message: 'entities[0].key.fields[1] is there twice: id' },
      ],
    });
    expect(modelProblems(error)).toEqual([
      { path: 'entities[0].name', message: 'must begin with a letter' },
      { path: 'entities[0].key.fields[1]', message: 'is there twice: id' },
    ]);
  });
});

describe('the place of a problem', () => {
  const shop = model(
    [entity('Order', { fields: [field('total')], relations: [relation('customer', 'x')] })],
    {
      enums: [newEnum('Size', ['small'])],
    },
  );
  const placeOf = (path: string) => placeOfProblem(shop, { path, message: '' });

  it('is called as a person calls it', () => {
    expect(placeOf('entities[0].fields[0].name')).toEqual({
      list: 'entities',
      id: 'order',
      label: 'Order.total',
    });
    expect(placeOf('entities[0].relations[0]')?.label).toBe('Order.customer');
    expect(placeOf('entities[0].key.fields[0]')?.label).toBe('Order');
    expect(placeOf('enums[0].values[0].name')).toMatchObject({ list: 'enums', label: 'Size' });
  });

  it('is none for what is not there', () => {
    expect(placeOf('entities[7].name')).toBeNull();
    expect(placeOf('name')).toBeNull();
  });
});
