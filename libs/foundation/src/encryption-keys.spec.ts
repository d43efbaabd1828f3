import { parseEncryptionKeys } from './encryption-keys';

describe('parseEncryptionKeys', () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

  it('reads keys in order', () => {
    expect(parseEncryptionKeys(`new:${key(2)}, old:${key(1)}`)).toEqual([
      { id: 'new', key: Buffer.alloc(32, 2) },
      { id: 'old', key: Buffer.alloc(32, 1) },
    ]);
  });

  it.each(['', 'x', 'a:short', `a:${key(1)},`, `a:${key(1)},a:${key(2)}`, `:${key(1)}`, `a b:${key(1)}`])(
    'refuses %j',
    (text) => expect(parseEncryptionKeys(text)).toBeNull(),
  );
});
