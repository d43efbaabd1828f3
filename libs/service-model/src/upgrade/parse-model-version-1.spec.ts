import { DomainError } from '@amplication/contracts';
import { findProblemsOfVersion1, isModelVersion1, parseModelVersion1 } from './parse-model-version-1';
import { upgradeModel } from './upgrade-model';

const withFields = (...fields: object[]) => ({
  name: 'Shop',
  entities: [{ id: 'o', name: 'Order', pluralName: 'Orders', fields }],
});
const field = (name: string, type: string, more: object = {}) => ({ id: name, name, type, ...more });

describe('a model of version 1 from outside', () => {
  it('may leave out what has a default', () => {
    const model = parseModelVersion1(
      withFields(
        field('status', 'enum', { options: ['new', 'paid'], relation: null }),
        field('parent', 'relation', { options: [], relation: { entityId: 'o', kind: 'many-to-one' } }),
      ),
    );
    expect(model.entities[0]?.fields[1]).toEqual({
      ...{ id: 'parent', name: 'parent', type: 'relation', required: false, unique: false, description: '' },
      relation: { entityId: 'o', kind: 'many-to-one' },
    });
    expect(upgradeModel(model).entities[0]?.relations[0]?.name).toBe('parent');
  });

  it('is told by what it has, and has no version', () => {
    expect(isModelVersion1(withFields())).toBe(true);
    expect(isModelVersion1({ version: 2, entities: [] })).toBe(false);
    expect(isModelVersion1({ tables: [] })).toBe(false);
    expect(isModelVersion1(null)).toBe(false);
  });

  it.each([
    [{ name: 'Shop' }, 'entities', 'is missing'],
    [withFields(field('a', 'money')), 'entities[0].fields[0].type', /^must be one of text, longText/],
    [withFields(field('a', 'enum')), 'entities[0].fields[0].options', 'must have at least one entry'],
    [
      withFields(field('a', 'text', { options: ['x'] })),
      'entities[0].fields[0].options',
      'belongs to a field of type enum only',
    ],
    [withFields(field('a', 'relation')), 'entities[0].fields[0].relation', 'is missing'],
    [
      withFields(field('a', 'relation', { relation: { entityId: 'x', kind: 'one-to-one' } })),
      'entities[0].fields[0].relation.entityId',
      'names no entity of this model: x',
    ],
    [
      withFields(field('a', 'text'), field('a', 'text')),
      'entities[0].fields[1].id',
      'is the id of another one: a',
    ],
  ])('is refused with the place and a sentence: %j', (model, path, message) => {
    expect(findProblemsOfVersion1(model)).toEqual([{ path, message: expect.stringMatching(message) }]);
    expect(() => parseModelVersion1(model)).toThrow(DomainError);
  });
});
