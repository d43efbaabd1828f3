import fc from 'fast-check';
import { KeyRing, SealError } from './key-ring';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const ring = KeyRing.parse(`new:${key(1)}, old.2026:${key(2)}`);
const oldRing = KeyRing.parse(`old.2026:${key(2)}`);

it('opens what it sealed, whatever the text, and writes a form that fits a column', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 4_000 }), fc.uuid(), (text, id) => {
      const sealed = ring.seal(text, id);
      expect(sealed).toMatch(/^new\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/);
      expect(ring.open(sealed, id)).toBe(text);
    }),
  );
});

it('seals with the first key and opens with every one', () => {
  const sealed = oldRing.seal('token', 'connection');
  expect(ring.isCurrent(sealed)).toBe(false);
  expect(ring.open(sealed, 'connection')).toBe('token');
  expect(ring.isCurrent(ring.seal('token', 'connection'))).toBe(true);
});

it('never seals one text the same way twice', () => {
  expect(ring.seal('token', 'c')).not.toBe(ring.seal('token', 'c'));
});

it('does not open a text that was moved to another row, or changed', () => {
  const sealed = ring.seal('token', 'one');
  const [id, nonce, ciphertext = '', tag] = sealed.split('.');
  const flipped = `${ciphertext.startsWith('A') ? 'B' : 'A'}${ciphertext.slice(1)}`;
  expect(() => ring.open(sealed, 'other')).toThrow(SealError);
  expect(() => ring.open([id, nonce, flipped, tag].join('.'), 'one')).toThrow(SealError);
  expect(() => ring.open([id, nonce, ciphertext, tag?.slice(0, 8)].join('.'), 'one')).toThrow(SealError);
  const formless = new SealError('A stored token does not have the form of a sealed text.');
  for (const text of ['nonsense', `\n${sealed}`, `${sealed}=`, `${sealed}\n`, sealed.slice(0, -4)])
    expect(() => ring.open(text, 'one')).toThrow(formless);
});

it('says which key is missing, without any key in the message', () => {
  expect(() => oldRing.open(ring.seal('token', 'c'), 'c')).toThrow(
    'TOKEN_ENCRYPTION_KEYS does not hold the key new.',
  );
});

it.each(['', 'k1', `k1:${Buffer.alloc(16).toString('base64')}`, `a b:${key(1)}`, `k:${key(1)},k:${key(2)}`])(
  'refuses %j',
  (text) => {
    expect(() => KeyRing.parse(text)).toThrow(SealError);
  },
);
