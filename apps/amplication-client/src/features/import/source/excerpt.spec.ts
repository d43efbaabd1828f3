import { excerptOf } from './excerpt';

const TEXT = ['one', 'two', 'three', 'four', 'five', 'six'].join('\r\n');
const shown = (line: number) =>
  excerptOf(TEXT, line, 1).map(({ number, text, isPlace }) => `${number}${isPlace ? '>' : ' '}${text}`);

describe('the line of a mistake', () => {
  it('is shown with its neighbours', () =>
    expect(shown(3)).toEqual(['1 one', '2 two', '3>three', '4 four', '5 five']));

  it('may be the first or the last', () => {
    expect(shown(1)).toEqual(['1>one', '2 two', '3 three']);
    expect(shown(6)).toEqual(['4 four', '5 five', '6>six']);
  });

  it('may not be there', () => expect(shown(7)).toEqual([]));

  it('is cut around the column where it is long', () => {
    const [line] = excerptOf(`${'a'.repeat(5_000)}!${'b'.repeat(5_000)}`, 1, 5_001);
    expect(line?.text).toMatch(/^…a+!b+…$/);
    expect(line?.text.length).toBeLessThan(200);
  });
});
