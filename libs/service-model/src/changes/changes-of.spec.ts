import { entity, field, model, relation } from '../model.fixture';
import { parseServiceModel } from '../parse/parse-service-model';
import { changesOf } from './changes-of';

const STATUS = {
  id: 's',
  name: 'Status',
  values: [
    { id: 'd', name: 'draft' },
    { id: 'p', name: 'paid' },
  ],
};
const shop = (order: object = {}, fields: object[] = [], more: object = {}, others: object[] = []) =>
  parseServiceModel(
    model([entity('Order', order, fields), entity('Customer'), ...others], { enums: [STATUS], ...more }),
  );
const told = (before: ReturnType<typeof shop>, after: ReturnType<typeof shop>) =>
  changesOf(before, after).map(({ kind, what }) => `${kind}: ${what}`);

describe('the difference of two models', () => {
  it('is nothing between equal ones', () => {
    expect(changesOf(shop(), shop())).toEqual([]);
  });

  it('names what was added and removed, and not its parts', () => {
    const more = shop({}, [field('total', 'decimal')], {}, [entity('Item', {}, [field('a', 'text')])]);
    expect(told(shop(), more)).toEqual(['added: Order.total was added.', 'added: Item was added.']);
    expect(told(more, shop())).toEqual(['removed: Order.total was removed.', 'removed: Item was removed.']);
  });

  it('tells a renaming as such, of whatever has a name', () => {
    const before = shop({ relations: [relation('buyer', 'customer')] }, [field('status', 'text')]);
    const after = shop(
      { name: 'Purchase', relations: [relation('buyer', 'customer', { name: 'client' })] },
      [field('status', 'text', { name: 'state' })],
      { enums: [{ ...STATUS, name: 'State', values: [{ id: 'd', name: 'new' }, STATUS.values[1]] }] },
    );
    expect(told(before, after)).toEqual([
      'renamed: The enum Status was renamed to State.',
      'renamed: Status.draft was renamed to new.',
      'renamed: Order was renamed to Purchase.',
      'renamed: Order.status was renamed to state.',
      'renamed: Order.buyer was renamed to client.',
    ]);
    expect(changesOf(before, after)[3]?.subject).toBe('Purchase.state');
  });

  it.each([
    [{ required: true }, 'Order.a became required.'],
    [{ unique: true }, 'Order.a became unique.'],
    [{ maxLength: 100 }, 'Order.a has changed: max length is 100 now, and was nothing.'],
    [
      { default: { kind: 'literal', value: 'x' } },
      /^Order\.a has changed: default is literal \(value: x\) now, and was nothing\.$/,
    ],
    [{ description: 'New' }, 'Order.a has changed: description is New now, and was nothing.'],
  ])('says what changed in a field: %j', (change, sentence) => {
    const [found, ...others] = changesOf(
      shop({}, [field('a', 'text')]),
      shop({}, [field('a', 'text', change)]),
    );
    expect(found).toMatchObject({
      kind: 'changed',
      subject: 'Order.a',
      what: expect.stringMatching(sentence),
    });
    expect(others).toEqual([]);
  });

  it('says of another type that it is another, and not what the types have besides', () => {
    const after = shop({}, [field('a', 'integer')]);
    expect(told(shop({}, [field('a', 'text')]), after)).toEqual([
      'changed: Order.a has changed: type is integer now, and was text.',
    ]);
  });

  it('calls what an id names by its name', () => {
    const to = (target: string) => shop({ relations: [relation('x', target)] });
    expect(told(to('order'), to('customer'))).toEqual([
      'changed: Order.x has changed: what it points at is Customer now, and was Order.',
    ]);
  });

  it('tells of a relation whose target has another key', () => {
    const keyed = (key: string) =>
      parseServiceModel(
        model([
          entity('Order', { relations: [relation('x', 'customer')] }),
          entity('Customer', { key: { fields: [key] } }, [field('code', 'text', { required: true })]),
        ]),
      );
    expect(told(keyed('id'), keyed('code')).join(' ')).toContain(
      'Order.x has changed: the key that it holds is code now, and was id.',
    );
  });

  it('tells of another order', () => {
    const [a, b] = [field('a', 'text'), field('b', 'text')];
    expect(told(shop({}, [a, b]), shop({}, [b, a]))).toEqual([
      'changed: Order has its parts in another order.',
    ]);
  });

  it('names uniques, indexes and checks by what they are over', () => {
    const after = shop({
      uniques: [{ id: 'u', fields: ['id'] }],
      indexes: [{ id: 'i', parts: [{ fieldId: 'id' }, { expression: 'lower(id)' }] }],
      checks: [{ id: 'c', expression: 'id > 1' }],
    });
    expect(told(shop(), after)).toEqual([
      'added: Order: the unique (id) was added.',
      'added: Order: the index (id, an expression) was added.',
      'added: Order: the check id > 1 was added.',
    ]);
  });
});
