import { selectFields } from './partial';

const body = {
  size: 2,
  values: [
    { name: 'a', links: { self: 1, html: 2 } },
    { name: 'b', links: { self: 3 } },
  ],
};

describe('selectFields', () => {
  it('keeps the named paths only', () => {
    expect(selectFields(body, 'values.name')).toEqual({ values: [{ name: 'a' }, { name: 'b' }] });
    expect(selectFields(body, 'values.links.*,size')).toEqual({
      size: 2,
      values: [{ links: { self: 1, html: 2 } }, { links: { self: 3 } }],
    });
  });

  it('drops what has a minus and leaves the rest', () => {
    expect(selectFields(body, '-values.links')).toEqual({ size: 2, values: [{ name: 'a' }, { name: 'b' }] });
    expect(selectFields(body, '+values.owner')).toEqual(body);
  });
});
