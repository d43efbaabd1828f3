import { findModelProblems } from '@amplication/service-model';
import { sampleModel } from './sample-model';

describe('sampleModel', () => {
  const { entities, enums, roles } = sampleModel();

  it('is a valid model', () => {
    expect(findModelProblems(sampleModel())).toEqual([]);
  });

  it('shows what can be said', () => {
    const relations = entities.flatMap((entity) =>
      entity.relations.map((relation) => ({ entity, relation })),
    );
    const users = (enumId: string) =>
      entities.filter(({ fields }) =>
        fields.some((field) => field.type === 'enum' && field.enumId === enumId),
      );
    expect(roles.length).toBeGreaterThan(1);
    expect(entities.some(({ fields }) => fields.some((field) => field.default !== null))).toBe(true);
    expect(enums.some(({ id }) => users(id).length > 1)).toBe(true);
    expect(relations.some(({ relation }) => relation.kind === 'many-to-many')).toBe(true);
    expect(relations.some(({ entity, relation }) => relation.entityId === entity.id)).toBe(true);
    expect(entities.some(({ indexes }) => indexes.length > 0)).toBe(true);
  });

  it('has ids that other models are compared by', () => {
    expect(entities.map(({ id }) => id)).toEqual(['customer', 'category', 'product', 'order', 'order-item']);
  });

  it('is a new copy with each call', () => {
    expect(sampleModel()).toEqual(sampleModel());
    expect(sampleModel()).not.toBe(sampleModel());
  });
});
