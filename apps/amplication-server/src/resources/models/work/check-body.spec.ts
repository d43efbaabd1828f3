import { sampleModel } from '@amplication/data-service-generator';
import { checkBody } from './check-body';

const named = { name: 'Orders', description: 'Who buys what.' };
const check = (body: unknown, given: typeof named | null = named) => checkBody(JSON.stringify(body), given);

describe('a body with a model', () => {
  it('is its model as JSON, under the name of its service, and the rest', () => {
    const found = check({ version: 3, model: sampleModel() });
    expect(found).toMatchObject({ rest: { version: 3 }, unfit: [], model: { is: 'valid' } });
    expect(JSON.parse(found.json)).toEqual({ ...sampleModel(), ...named });
  });

  it('names the model itself where the service is still to come', () => {
    const { json } = check({ name: ' Stock ', model: sampleModel() }, null);
    expect(JSON.parse(json)).toMatchObject({ name: 'Stock', description: '' });
    // What is wrong with the name is said of the rest, and not of the model.
    expect(check({ name: '', description: 7, model: sampleModel() }, null).model).toEqual({ is: 'valid' });
  });

  it.each([
    [{}, 'missing'],
    [{ model: null }, 'no object'],
    [{ model: 'x' }, 'no object'],
    [{ model: { name: 'Shop', description: '', entities: [] } }, 'old'],
    [{ model: { version: 1 } }, 'old'],
    [{ model: { version: 3 } }, 'refused'],
    [{ model: {} }, 'refused'],
  ])('%j: %s', (body, is) => {
    expect(check(body)).toMatchObject({ model: { is }, json: '' });
  });

  it('names what is wrong at the paths of the body', () => {
    const model = {
      ...sampleModel(),
      entities: [{ id: 'a', name: 'A', key: { fields: ['x'] }, fields: [] }],
    };
    expect(check({ model }).model).toEqual({
      is: 'refused',
      problems: [
        {
          path: 'model.entities.0.key.fields.0',
          message: 'entities[0].key.fields[0] names no field of A: x',
        },
      ],
    });
  });

  it.each([
    ['NUL', { model: { name: 'a\0b' } }, 'model.name'],
    ['too deep', { model: JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`) }, ''],
    ['too much beside the model', { title: 'x'.repeat(30_000) }, ''],
  ])('is unfit: %s', (_what, body, path) => {
    expect(check(body)).toMatchObject({ rest: {}, unfit: [{ path }], model: { is: 'missing' } });
  });

  it('is JSON', () => {
    expect(() => checkBody('{"model":', named)).toThrow(SyntaxError);
    for (const text of ['7', 'null', '[]', '"x"']) expect(checkBody(text, named).rest).toEqual({});
  });
});
