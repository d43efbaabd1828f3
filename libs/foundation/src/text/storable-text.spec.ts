import { isStorableText, storableText } from './storable-text';

describe('a text', () => {
  it.each(['', 'Ada', 'ünïcode', '👩‍💻', '\t\n\u0001'])('%j is stored as it is', (text) => {
    expect(isStorableText(text)).toBe(true);
    expect(storableText(text)).toBe(text);
  });

  it.each([
    ['a\0b', 'a\uFFFDb'],
    ['\ud800', '\uFFFD'],
    ['a\udc00\0', 'a\uFFFD\uFFFD'],
  ])('%j is made storable', (text, storable) => {
    expect(isStorableText(text)).toBe(false);
    expect(storableText(text)).toBe(storable);
    expect(isStorableText(storable)).toBe(true);
  });
});
