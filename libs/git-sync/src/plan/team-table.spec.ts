import { describe, expect, it } from '@jest/globals';
import type { GeneratedFile } from '../types';
import { decideForTeam } from './team-table';

const file = (name: string): GeneratedFile => ({ mode: '100644', blob: name.padEnd(40, '0') });
const once = (name: string): GeneratedFile => ({ ...file(name), once: true });
const [a, b, x] = [file('a'), file('b'), file('c')];
const [A, B] = [once('a'), once('b')];
const none = undefined;
const leave = (status: string, note?: string) => ({
  action: 'leave',
  status,
  ...(note === undefined ? {} : { note }),
});
const merge = {
  action: 'merge',
  base: a.blob,
  yours: x,
  generated: b.blob,
  mode: '100644',
  whole: true,
};

// Small letters: the generator's; capital letters: the team's.
describe('merge table of files that are the team’s', () => {
  it.each([
    ['none none B', none, none, B, { action: 'write', status: 'added', file: B }],
    ['none b B', none, b, B, leave('unchanged')],
    ['none x B', none, x, B, leave('kept-yours', 'it was there before, and nothing was put into it')],
    ['A a A', A, a, A, leave('unchanged')],
    ['A a B', A, a, B, leave('unchanged')],
    ['A x A', A, x, A, leave('unchanged')],
    ['A x B', A, x, B, leave('unchanged')],
    ['A none B', A, none, B, leave('unchanged')],
    ['A none none', A, none, none, leave('unchanged')],
    ['A a none', A, a, none, { action: 'delete' }],
    ['A x none', A, x, none, leave('kept-yours', 'no longer generated')],
    ['A x b', A, x, b, leave('kept-yours', 'it was given to you by an earlier build')],
    ['A b b', A, b, b, leave('unchanged')],
  ] as const)('delivered: %s', (_row, previous, tip, next, expected) => {
    expect(decideForTeam(previous, tip, next, false)).toEqual(expected);
  });

  it.each([
    ['a a B', a, a, B, { action: 'write', status: 'updated', file: B }],
    ['a x B', a, x, B, merge],
    ['a x A', a, x, A, leave('kept-yours')],
    ['a b B', a, b, B, leave('unchanged')],
    ['a none B', a, none, B, leave('deleted-by-you')],
  ] as const)('handed over: %s', (_row, previous, tip, next, expected) => {
    expect(decideForTeam(previous, tip, next, false)).toEqual(expected);
  });

  it.each([
    ['A a B', A, a, B, { action: 'write', status: 'updated', file: B }],
    ['A x B', A, x, B, merge],
    ['A x A', A, x, A, leave('kept-yours')],
    ['A b B', A, b, B, leave('unchanged')],
    ['A none B', A, none, B, leave('unchanged')],
  ] as const)('renamed: %s', (_row, previous, tip, next, expected) => {
    expect(decideForTeam(previous, tip, next, true)).toEqual(expected);
  });

  it('merges modes as it does for others', () => {
    const executable: GeneratedFile = { ...x, mode: '100755' };
    expect(decideForTeam(a, executable, B, false)).toEqual({ ...merge, yours: executable, mode: '100755' });
  });
});
