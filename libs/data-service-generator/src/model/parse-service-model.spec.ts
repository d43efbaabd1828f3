import { DomainError } from '@amplication/contracts';
import fc from 'fast-check';
import { validModel } from './model-arbitrary.fixture';
import { findModelProblems, parseServiceModel } from './parse-service-model';
import { sampleModel } from './sample-model';
import type { EntityModel, FieldModel, ServiceModel } from './service-model';

const field = (name: string, more: Partial<FieldModel> = {}): FieldModel => ({
  id: name,
  name,
  type: 'text',
  required: false,
  unique: false,
  description: '',
  ...more,
});
const entity = (name: string, fields: FieldModel[] = [], more: Partial<EntityModel> = {}): EntityModel => ({
  id: name,
  name,
  pluralName: `${name}s`,
  description: '',
  fields,
  ...more,
});
const model = (...entities: EntityModel[]): ServiceModel => ({ name: 'Shop', description: '', entities });
const problems = (...entities: EntityModel[]) =>
  findModelProblems(model(...entities)).map(({ path, message }) => `${path}: ${message}`);

describe('parseServiceModel', () => {
  it('accepts the sample model as it is', () => {
    expect(parseServiceModel(JSON.parse(JSON.stringify(sampleModel())))).toEqual(sampleModel());
  });

  it('hands out a new sample each time', () => {
    sampleModel().entities.pop();
    expect(sampleModel().entities).toHaveLength(4);
  });

  it('drops what it does not know and fills in what may be left out', () => {
    const parsed = parseServiceModel({
      name: 'Shop',
      colour: 'red',
      entities: [
        {
          id: 'a',
          name: 'Pet',
          pluralName: 'Pets',
          fields: [{ id: 'f', name: 'nick', type: 'text', options: [] }],
        },
      ],
    });
    expect(parsed).toEqual(model({ ...entity('Pet', [field('nick', { id: 'f' })]), id: 'a' }));
  });

  it('names every problem at once, with its path', () => {
    const wrong = {
      name: ' ',
      description: 5,
      entities: [
        {
          id: 'a',
          name: 'order item',
          pluralName: 'Items',
          fields: [{ id: 'x', name: 'Unit', type: 'money' }],
        },
        { id: 'b', name: 'Order', pluralName: 'Orders', fields: 'none' },
        'entity',
      ],
    };
    expect(findModelProblems(wrong).map(({ path }) => path)).toEqual([
      'name',
      'description',
      'entities[0].fields[0].type',
      'entities[1].fields',
      'entities[2]',
      'entities[2].id',
      'entities[2].name',
      'entities[2].pluralName',
      'entities[2].fields',
      'entities[0].name',
      'entities[0].fields[0].name',
    ]);
  });

  it.each([null, undefined, 3, 'text', []])('refuses %p', (value) => {
    expect(findModelProblems(value)).toEqual([{ path: '', message: 'must be an object' }]);
  });

  it('throws MODEL_INVALID with the problems as sentences', () => {
    const attempt = () => parseServiceModel(model(entity('class')));
    expect(attempt).toThrow(DomainError);
    try {
      attempt();
    } catch (error) {
      expect(error).toMatchObject({ code: 'MODEL_INVALID', params: { count: 2 } });
      expect((error as DomainError).params.problems).toContainEqual(
        expect.stringMatching(/^entities\[0\]\.name: must be PascalCase/),
      );
    }
  });

  it.each([
    ['Class', 'is a reserved word of TypeScript'],
    ['Promise', 'is the name of a class'],
    ['Aux', 'is a device name'],
    ['Order_Item', 'must be PascalCase'],
    ["X'; DROP TABLE", 'must be PascalCase'],
  ])('refuses the entity %s', (name, message) => {
    expect(problems(entity(name))).toContainEqual(expect.stringContaining(`entities[0].name: ${message}`));
  });

  it.each([
    ['class', 'is a reserved word of TypeScript'],
    ['group', 'is a reserved word of SQL'],
    ['createdAt', 'is a field that every entity already has'],
    ['constructor', 'is a property of every JavaScript object'],
    ['Name', 'must be camelCase'],
    ['__proto__', 'must be camelCase'],
  ])('refuses the field %s', (name, message) => {
    expect(problems(entity('Pet', [field(name)]))).toEqual([
      expect.stringContaining(`entities[0].fields[0].name: ${message}`),
    ]);
  });

  it('lets a relation be called order, since its column is order_id', () => {
    const order = field('order', { type: 'relation', relation: { entityId: 'Pet', kind: 'many-to-one' } });
    expect(problems(entity('Pet', [order]))).toEqual([]);
  });

  it('finds what is there twice, also when only the derived names are the same', () => {
    expect(
      problems(entity('URLMap'), entity('UrlMap', [], { pluralName: 'Others' })).map((text) =>
        text.slice(0, 17),
      ),
    ).toEqual(['entities[1].name:']);
    expect(problems(entity('Pet'), entity('Dog', [], { pluralName: 'Pets' }))).toEqual([
      'entities[1].pluralName: gives the route and table "pets", as entities[0].pluralName does',
    ]);
    expect(problems(entity('Pet'), entity('PetDto'))).toEqual([
      'entities[1].name: gives the class PetDto, as entities[0] (Pet) does',
    ]);
    const owner = field('owner', { type: 'relation', relation: { entityId: 'Pet', kind: 'one-to-one' } });
    expect(problems(entity('Pet', [owner, field('ownerId')]))).toEqual([
      'entities[0].fields[1].name: gives the column owner_id, as entities[0].fields[0].name does',
    ]);
  });

  it('checks relations and options', () => {
    const fields = [
      field('owner', { type: 'relation', relation: { entityId: 'nobody', kind: 'many-to-one' } }),
      field('size', { type: 'enum', options: ['S', "it's", 'S'] }),
      field('kind', { type: 'enum', options: [] }),
      field('extra', { type: 'json', unique: true }),
      field('label', { options: ['a'] }),
    ];
    expect(problems(entity('Pet', fields)).map((text) => text.split(':')[0])).toEqual([
      'entities[0].fields[4].options',
      'entities[0].fields[1].options[1]',
      'entities[0].fields[0].relation.entityId',
      'entities[0].fields[1].options[2]',
      'entities[0].fields[2].options',
      'entities[0].fields[3].unique',
    ]);
  });

  it('has limits', () => {
    const many = Array.from({ length: 201 }, (_, index) => entity(`E${index}`));
    expect(problems(...many)).toContain('entities: must have at most 200 entries');
    expect(problems(entity('A'.repeat(41)))).toContain('entities[0].name: must have at most 40 characters');
  });

  it('reads a valid model as it is, and anything else without an accident', () => {
    fc.assert(fc.property(validModel(), (valid) => expect(parseServiceModel(valid)).toEqual(valid)));
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findModelProblems(value).length).toBeGreaterThan(0);
        expect(
          findModelProblems({ name: value, entities: [value, { id: value, fields: [value] }] }),
        ).not.toEqual([]);
      }),
    );
  });
});
