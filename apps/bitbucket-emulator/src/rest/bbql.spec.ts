import fc from 'fast-check';
import { comparator, parseQuery } from './bbql';

const item = {
  name: 'Orders',
  project: { key: 'PLAT' },
  id: 7,
  draft: false,
  reviewers: [{ uuid: '{a}' }, { uuid: '{b}' }],
};

describe('parseQuery', () => {
  it.each([
    ['name = "Orders"', true],
    ['name ~ "order"', true],
    ['name !~ "order"', false],
    ['project.key="PLAT" AND id > 6', true],
    ['(name = "x" OR project.key = "PLAT") AND draft = false', true],
    ['name = "x" OR name = "y" AND id = 7', false],
    ['id IN (1, 7)', true],
    ['id NOT IN (1, 7)', false],
    ['reviewers.uuid = "{b}"', true],
    ['reviewers.uuid != "{b}"', false],
    ['closed = null', true],
  ])('%s is %s', (query, expected) => {
    expect(parseQuery(query)(item)).toBe(expected);
  });

  it.each(['name', 'name =', 'name = "a" AND', '(name = "a"', 'name = "a" name = "b"', '= "a"', 'name = x'])(
    'refuses %s',
    (query) => {
      expect(() => parseQuery(query)).toThrow('Invalid query');
    },
  );

  it('takes any text as a value when quotes and backslashes are escaped', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const quoted = `"${text.replace(/[\\"]/g, '\\$&')}"`;
        expect(parseQuery(`name = ${quoted}`)({ name: text })).toBe(true);
        expect(parseQuery(`name = ${quoted}`)({ name: other })).toBe(text === other);
      }),
    );
  });
});

describe('comparator', () => {
  it('sorts dates and numbers by value, downwards with a minus', () => {
    const items = [
      { id: 2, at: '2026-01-01T00:00:00+00:00' },
      { id: 10, at: '2026-01-01T00:30:00+01:00' },
    ];
    expect([...items].sort(comparator('-id')).map((one) => one.id)).toEqual([10, 2]);
    expect([...items].sort(comparator('at')).map((one) => one.id)).toEqual([10, 2]);
  });
});
