import { isId, newId } from './ids';

describe('ids', () => {
  it('are recognised among anything else', () => {
    expect(isId(newId())).toBe(true);
    for (const other of [
      newId().toUpperCase(),
      `{${newId()}}`,
      `${newId()}\n`,
      `x${newId()}`,
      // Its text has the shape of an id.
      [newId()],
      '',
      'build',
      7,
      null,
      undefined,
      {},
    ])
      expect(isId(other)).toBe(false);
  });
});
