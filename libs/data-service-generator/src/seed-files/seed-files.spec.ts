import { parseServiceModel } from '@amplication/service-model';
import { entity, field, model } from '@amplication/service-model/testing';
import { planService } from '../plan/service-plan';
import { sampleModel } from '../sample/sample-model';
import { seedFiles } from './seed-files';
import { seedOrder } from './seed-order';
import { seedRelations } from './seed-relations';
import { textMeaning } from './text-meaning';

const orderOf = (entities: object[]) => {
  const plan = planService(parseServiceModel(model(entities)));
  return seedOrder(plan.entities, (one) => seedRelations(plan, one)).map(({ entity: { name } }) => name);
};

const to = (name: string, entityId: string, more: object = {}) => ({
  id: `r-${name}`,
  name,
  entityId,
  ...more,
});

describe('the order of made-up rows', () => {
  it('has what a row needs before it, and what it may point at where that is possible', () => {
    const entities = [
      entity('Line', { relations: [to('order', 'order', { required: true })] }),
      entity('Order', { relations: [to('customer', 'customer'), to('copyOf', 'order')] }),
      entity('Customer', {}),
    ];
    expect(orderOf(entities)).toEqual(['Customer', 'Order', 'Line']);
  });

  it('breaks a circle where a row can be made without the other', () => {
    const entities = [
      entity('Person', { relations: [to('team', 'team', { required: true })] }),
      entity('Team', { relations: [to('lead', 'person')] }),
    ];
    expect(orderOf(entities)).toEqual(['Team', 'Person']);
  });
});

describe('what rows are made by', () => {
  it('reads like this for the sample', () => {
    const files = seedFiles(planService(sampleModel()));
    for (const path of [
      'src/generated/seed/plan.ts',
      'src/generated/customers/seed.ts',
      'src/generated/products/seed.ts',
    ])
      expect(files.find((file) => file.path === path)?.content).toMatchSnapshot(path);
  });

  it('leaves to PostgreSQL what it makes itself', () => {
    const fields = [
      field('counted', 'integer', { required: true, default: { kind: 'sequence' } }),
      field('doubled', 'integer', { generated: 'counted * 2' }),
      field('revision', 'integer', { required: true, role: 'version' }),
      field('place', 'other', { typeName: 'inet' }),
    ];
    const files = seedFiles(planService(parseServiceModel(model([entity('Thing', {}, fields)]))));
    const seed = files.find(({ path }) => path.endsWith('things/seed.ts'))?.content;
    expect(seed).not.toMatch(/counted|doubled|revision/);
    expect(seed).toContain("place: { make: other('inet'), required: false }");
  });

  it.each([
    ['email', 'Customer', 'email'],
    ['contactEmail', 'Company', 'email'],
    ['name', 'Customer', 'person'],
    ['name', 'Supplier', 'company'],
    ['name', 'Product', 'product'],
    ['name', 'Shelf', 'words'],
    ['firstName', 'User', 'firstName'],
    ['orderNumber', 'Order', 'code'],
    ['websiteUrl', 'Company', 'webAddress'],
    ['notes', 'Order', 'sentence'],
    ['zipCode', 'Address', 'postCode'],
    ['xyz', 'Abc', 'words'],
  ])('takes %s of %s for %s', (name, of, meaning) => {
    expect(textMeaning(name, of)).toBe(meaning);
  });
});
