import { describe, expect, it } from '@jest/globals';
import type { GeneratedFile } from '../types';
import { decide } from './merge-table';

const file = (name: string, mode: GeneratedFile['mode'] = '100644'): GeneratedFile => ({
  mode,
  blob: name.padEnd(40, '0'),
});
const [a, b, x] = [file('a'), file('b'), file('c')];
const leave = (status: string, note?: string) => ({
  action: 'leave',
  status,
  ...(note === undefined ? {} : { note }),
});

describe('merge table', () => {
  it.each([
    ['a a a', a, a, a, leave('unchanged')],
    ['a a b', a, a, b, { action: 'write', status: 'updated', file: b }],
    ['a a none', a, a, undefined, { action: 'delete' }],
    ['a b b', a, b, b, leave('unchanged')],
    ['none none b', undefined, undefined, b, { action: 'write', status: 'added', file: b }],
    ['none b b', undefined, b, b, leave('unchanged')],
    ['none x none', undefined, x, undefined, leave('unchanged')],
    ['a x a', a, x, a, leave('kept-yours')],
    ['a x b', a, x, b, { action: 'merge', base: a.blob, yours: x, generated: b.blob, mode: '100644' }],
    ['a none a', a, undefined, a, leave('deleted-by-you')],
    ['a none b', a, undefined, b, leave('deleted-by-you')],
    ['a none none', a, undefined, undefined, leave('deleted-by-you')],
    ['a x none', a, x, undefined, leave('kept-yours', 'no longer generated')],
    ['none x b', undefined, x, b, leave('conflict', 'both added')],
  ] as const)('%s', (_row, previous, tip, next, expected) => {
    expect(decide(previous, tip, next)).toEqual(expected);
  });

  it.each([
    ['only the user changed the mode', a, file('a', '100755'), a, leave('kept-yours')],
    [
      'only the generator changed the mode',
      a,
      a,
      file('a', '100755'),
      { action: 'write', status: 'updated', file: file('a', '100755') },
    ],
    [
      'the user the mode, the generator the content',
      a,
      file('a', '100755'),
      b,
      { action: 'write', status: 'merged', file: file('b', '100755') },
    ],
    [
      'the user the content, the generator the mode',
      a,
      x,
      file('a', '100755'),
      { action: 'merge', base: a.blob, yours: x, generated: a.blob, mode: '100755' },
    ],
    ['the same content, the user another mode', a, file('b', '100755'), b, leave('kept-yours', 'file mode')],
  ] as const)('modes: %s', (_name, previous, tip, next, expected) => {
    expect(decide(previous, tip, next)).toEqual(expected);
  });
});
