import { trim, trimEnd } from './trim';

describe('trim', () => {
  it.each([
    ['', '', ''],
    ['---', '', ''],
    ['-a-b-', 'a-b', '-a-b'],
    ['.-a.-', 'a', '.-a'],
    ['a', 'a', 'a'],
  ])('makes of %j %j, at the end alone %j', (text, both, end) => {
    expect(trim(text, '-.')).toBe(both);
    expect(trimEnd(text, '-.')).toBe(end);
  });
});
