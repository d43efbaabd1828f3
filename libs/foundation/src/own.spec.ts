import { own } from './own';

it('knows what a table has', () => {
  expect(own({ a: 1 }, 'a')).toBe(1);
});

it.each(['b', 'constructor', 'toString', '__proto__', 'hasOwnProperty'])('does not know %s', (key) => {
  expect(own({ a: 1 }, key)).toBeUndefined();
});
